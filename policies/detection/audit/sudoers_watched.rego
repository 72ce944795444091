# METADATA
# title: Changes of sudo rules are audited
# description: |
#   A new rule for sudo makes an account root. A rule in either notation counts, and one on a folder above; a
#   path rule on /etc/sudoers.d does not, because it does not record writes to the files in it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: medium
#   subject: path
#   remediation: |
#     Add `-w /etc/sudoers -p wa -k scope` and `-w /etc/sudoers.d -p wa -k scope` to a file in /etc/audit/rules.d,
#     then `augenrules --load`.
#   aliases: [audit-sudoers]
package policies.detection.audit.sudoers_watched

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "sudoers")
