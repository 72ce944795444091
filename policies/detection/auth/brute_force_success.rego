# METADATA
# title: No login by password followed a burst of failures for the same account from the same source
# description: |
#   Ten failed guesses within ten minutes and then a login by password within half an hour, for one account from
#   one source, is what a successful guess looks like. A login by key after failed passwords is not counted: keys
#   are not guessed. Names without an account are not counted either. Time stamps without a zone are taken as UTC,
#   which does not change the distances.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd
#   - ref: https://attack.mitre.org/techniques/T1110/
# custom:
#   severity: critical
#   subject: login
#   remediation: |
#     Treat the account as taken until proved otherwise: lock it (`usermod -L USER`), end its sessions (`loginctl
#     terminate-user USER`), keep the log with its hash, change its secrets and keys, open an incident; then
#     refuse passwords for SSH.
#   aliases: [auth-anomaly-bruteforce-success, auth-no-bruteforce-success]
#   parameters:
#     max_log_age_days:
#       default: 7
#       description: "Age of the newest line, in days, beyond which the log proves nothing about now."
#     min_failures:
#       default: 10
#       description: "Failures before the login from which on it counts; the log is searched for 10 or more."
package policies.detection.auth.brute_force_success

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["auth-log"] := [input.host.auth_log.data.brute_force_successes, _fresh] if count(_found) == 0

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

_limit := data.parameters["detection.auth.brute_force_success"].max_log_age_days

_message := $"no login followed a burst of failures between {input.host.auth_log.data.first_at.value} and {input.host.auth_log.data.last_at.value}"

_found contains anomaly if {
	some anomaly in input.host.auth_log.data.anomalies
	anomaly.kind == "brute-force-success"
	anomaly.failures >= data.parameters["detection.auth.brute_force_success"].min_failures
}
