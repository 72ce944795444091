# METADATA
# title: The old call that sets the clock is audited
# description: |
#   Programs of 32 bit may set the clock by stime, which 64-bit ones do not have. Only i386 has it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: low
#   subject: system-call
#   remediation: |
#     Add `-a always,exit -F arch=b32 -S stime -k time-change`.
#   aliases: [audit-time-stime]
package policies.detection.audit.stime_recorded

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "time-stime")
