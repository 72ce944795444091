# METADATA
# title: No login followed guesses at many accounts from one source
# description: |
#   A source that tries ten or more names within ten minutes between two attempts is spraying: a few common
#   passwords over many accounts. On a machine that is reachable from the internet that happens daily, so that
#   only a spraying with a login from the same source within half an hour is a failure here.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://attack.mitre.org/techniques/T1110/003/
# custom:
#   severity: critical
#   subject: login
#   remediation: |
#     Lock the account that logged in, end its sessions, keep the log with its hash and open an incident; close
#     SSH to the internet or refuse passwords.
#   aliases: []
#   parameters:
#     max_log_age_days:
#       default: 7
#       description: "Age of the newest line, in days, beyond which the log proves nothing about now."
package policies.detection.auth.password_spraying_without_success

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["auth-log"] := [input.host.auth_log.data.sprayings, _fresh] if count(_found) == 0

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

_limit := data.parameters["detection.auth.password_spraying_without_success"].max_log_age_days

_message := $"no login followed guesses at many accounts between {input.host.auth_log.data.first_at.value} and {input.host.auth_log.data.last_at.value}"

_found contains anomaly if {
	some anomaly in input.host.auth_log.data.anomalies
	anomaly.kind == "password-spraying"
	anomaly.successes > 0
}
