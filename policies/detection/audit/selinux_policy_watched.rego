# METADATA
# title: Changes of the SELinux configuration are audited
# description: |
#   A line in /etc/selinux/config turns SELinux off at the next start. Out of scope where the folders do not
#   exist (Debian with AppArmor).
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: low
#   subject: path
#   remediation: |
#     Add `-w /etc/selinux/ -p wa -k MAC-policy` and `-w /usr/share/selinux/ -p wa -k MAC-policy`.
#   aliases: [audit-mac-selinux]
package policies.detection.audit.selinux_policy_watched

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "mac-selinux")
