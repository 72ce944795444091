# METADATA
# title: The authentication log is kept long enough
# description: |
#   Intrusions are found months later. What logrotate keeps is interval times count, no longer than `maxage`.
#   Where logs go to a log host, its retention is what counts: raise or waive this there. The journal's own limits
#   are by size and are not counted.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/logrotate.8.html
# custom:
#   severity: low
#   subject: host
#   remediation: |
#     Raise `rotate` (weekly, 53) in the block of /etc/logrotate.d/rsyslog that names auth.log.
#   aliases: [log-retention-meets-policy]
#   parameters:
#     min_days:
#       default: 180
#       description: "Days at least."
package policies.detection.logging.retention_sufficient

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["host"] := input.host.logging.data.auth_log_retention_days

passed[id] := verdict.proof($"it is kept {fact.value} days", [fact]) if {
	some id, fact in subjects
	fact.value >= _least
}

failed[id] := verdict.proof($"it is kept {fact.value} days, less than {_least}", [fact]) if {
	some id, fact in subjects
	fact.value < _least
}

_least := data.parameters["detection.logging.retention_sufficient"].min_days
