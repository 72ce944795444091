# METADATA
# title: Changes of modes, owners and extended attributes are audited
# description: |
#   Whoever opens a file to others leaves it so. Asked for are chmod, fchmod, fchmodat, the four of chown, and
#   setting and removing extended attributes, by people, for both word sizes. 32-bit programs may also use
#   chown32 and its like, which are not asked for here.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: low
#   subject: system-call
#   remediation: |
#     Add `-a always,exit -F arch=b64 -S chmod,fchmod,fchmodat -F auid>=1000 -F auid!=unset -k perm_mod`, the same
#     for chown, fchown, fchownat, lchown and for the xattr calls, and all of them with b32.
#   aliases: [audit-perm-changes]
package policies.detection.audit.permission_changes_recorded

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "perm-changes")
