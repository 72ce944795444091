# METADATA
# title: Mounts by people are audited
# description: |
#   What is mounted brings programs in and carries data out. Asked for are mount and umount2 by people, for both
#   word sizes.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: low
#   subject: system-call
#   remediation: |
#     Add `-a always,exit -F arch=b64 -S mount,umount2 -F auid>=1000 -F auid!=unset -k mounts`, and again with
#     b32.
#   aliases: [audit-mounts]
package policies.detection.audit.mounts_recorded

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "mounts")
