# METADATA
# title: The records of sessions are audited
# description: |
#   utmp, wtmp and btmp tell who was there; an intruder wipes them. A rule on a file that does not exist yet
#   counts.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: low
#   subject: path
#   remediation: |
#     Add `-w /var/run/utmp -p wa -k session`, `-w /var/log/wtmp -p wa -k session`, `-w /var/log/btmp -p wa -k
#     session`.
#   aliases: [audit-sessions]
package policies.detection.audit.sessions_watched

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "sessions")
