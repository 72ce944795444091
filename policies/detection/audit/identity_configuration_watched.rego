# METADATA
# title: Changes of how people are looked up and let in are audited
# description: |
#   A line in /etc/pam.d lets anybody in, and one in nsswitch.conf takes accounts from elsewhere. A path rule on
#   the folder pam.d does not record writes to its files.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: medium
#   subject: path
#   remediation: |
#     Add `-w /etc/nsswitch.conf -p wa -k identity`, `-w /etc/pam.conf -p wa -k identity` and `-w /etc/pam.d -p wa
#     -k identity`.
#   aliases: [audit-identity-config]
package policies.detection.audit.identity_configuration_watched

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "identity-config")
