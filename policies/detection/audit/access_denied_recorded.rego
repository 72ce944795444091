# METADATA
# title: Refused openings of files are audited
# description: |
#   Many refusals in a row are somebody who looks around. Asked for are creat, open, openat, truncate and
#   ftruncate by people that end with EACCES or EPERM, for both word sizes. A rule on `success=0` counts.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: low
#   subject: system-call
#   remediation: |
#     Add `-a always,exit -F arch=b64 -S creat,open,openat,truncate,ftruncate -F exit=-EACCES -F auid>=1000 -F
#     auid!=unset -k access`, and again with -EPERM, and both with b32.
#   aliases: [audit-access-denied]
package policies.detection.audit.access_denied_recorded

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "access-denied")
