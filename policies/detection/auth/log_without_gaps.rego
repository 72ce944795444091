# METADATA
# title: The authentication log has no unexplained silence and its time does not run backwards
# description: |
#   Who removes traces removes lines. A silence longer than an hour and than twenty times the usual pause, without
#   a start of the machine after it, or a time that goes back by more than an hour, needs an explanation. A quiet
#   or often suspended machine has such gaps without any fault: hence the low severity.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://attack.mitre.org/techniques/T1070/002/
# custom:
#   severity: low
#   subject: login
#   remediation: |
#     Compare with the copy at the log host, `last -x` and `journalctl --list-boots`; look who had root then.
#     Forward logs as they are written.
#   aliases: [log-gap-or-tamper]
#   parameters:
#     max_log_age_days:
#       default: 7
#       description: "Age of the newest line, in days, beyond which the log proves nothing about now."
package policies.detection.auth.log_without_gaps

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["auth-log"] := [input.host.auth_log.data.gaps, _fresh] if count(_found) == 0

subjects[anomaly.id] := anomaly if some anomaly in _found

passed["auth-log"] := verdict.proof(_message, [fact]) if {
	fact := subjects["auth-log"][0]
	fact.value >= 0
	_fresh.value <= _limit
}

failed[anomaly.id] := verdict.proof(anomaly.summary, array.concat([anomaly], [one | some one in anomaly.examples; one.at != anomaly.at])) if some anomaly in _found

# A log that nobody writes any more (logs went to the journal) proves nothing about now.
_fresh := _age if _age.value <= _limit

_fresh := _age if _age.unknown

_fresh := {"unknown": $"the newest line is {_age.value} days old, more than {_limit}: look whether sshd still logs there", "at": _age.at} if {
	_age.value > _limit
}

_age := input.host.auth_log_age.data.newest_line_days

_limit := data.parameters["detection.auth.log_without_gaps"].max_log_age_days

_message := $"no gap between {input.host.auth_log.data.first_at.value} and {input.host.auth_log.data.last_at.value}"

_found contains anomaly if {
	some anomaly in input.host.auth_log.data.anomalies
	anomaly.kind in {"log-gap", "clock-backwards"}
}
