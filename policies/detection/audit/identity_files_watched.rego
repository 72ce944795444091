# METADATA
# title: Changes of accounts and groups are audited
# description: |
#   New accounts are how an intruder stays. A rule in either notation counts (`-w` or `-F path=` with `-F
#   perm=`), one on a folder above, and one that is split over several lines.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: medium
#   subject: path
#   remediation: |
#     Add `-w PATH -p wa -k identity` for each of /etc/passwd, /etc/shadow, /etc/group, /etc/gshadow,
#     /etc/security/opasswd to a file in /etc/audit/rules.d with the mode 0640, then `augenrules --load`.
#   aliases: [audit-identity]
package policies.detection.audit.identity_files_watched

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "identity")
