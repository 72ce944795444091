# METADATA
# title: Changes of the clock are audited
# description: |
#   Whoever moves the clock makes the log lie. Asked for are adjtimex, settimeofday, clock_settime of the
#   real-time clock (its first argument is 0), each for both word sizes, and writes to /etc/localtime. A rule
#   that keeps out acts without a login user (chrony) is no gap.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: low
#   subject: system-call-or-path
#   remediation: |
#     Add `-a always,exit -F arch=b64 -S adjtimex,settimeofday -k time-change`, `-a always,exit -F arch=b64 -S
#     clock_settime -F a0=0x0 -k time-change`, both again with b32, and `-w /etc/localtime -p wa -k time-change`.
#   aliases: [audit-time]
package policies.detection.audit.time_changes_recorded

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "time")
