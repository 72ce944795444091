# METADATA
# title: The records of logins and refusals are audited
# description: |
#   lastlog and the counters of faillock tell of guesses; who clears them hides these. Both are written by the
#   login itself too.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: medium
#   subject: path
#   remediation: |
#     Add `-w /var/log/lastlog -p wa -k logins` and `-w /var/run/faillock -p wa -k logins`.
#   aliases: [audit-logins]
package policies.detection.audit.login_records_watched

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "logins")
