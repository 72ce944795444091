# METADATA
# title: Nobody logged in to root directly over the network
# description: |
#   A direct login of root has no author. The log is the proof, whatever the configuration says: it also shows
#   what was possible before the last change. Logins from loopback are not counted.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd
#   - ref: https://attack.mitre.org/techniques/T1078/003/
# custom:
#   severity: medium
#   subject: login
#   remediation: >-
#     Find out who logged in (the fingerprint of the key stands in the log line). Give administrators their own
#     accounts with sudo and try them, then set `PermitRootLogin no` and remove the keys from
#     /root/.ssh/authorized_keys.
#   aliases: [auth-anomaly-root-direct-login]
#   parameters:
#     max_log_age_days:
#       default: 7
#       description: "Age of the newest line, in days, beyond which the log proves nothing about now."
package policies.detection.auth.root_direct_login

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["auth-log"] := [input.host.auth_log.data.root_logins, _fresh] if count(_found) == 0

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

_limit := data.parameters["detection.auth.root_direct_login"].max_log_age_days

_message := $"no direct login of root between {input.host.auth_log.data.first_at.value} and {input.host.auth_log.data.last_at.value}"

_found contains anomaly if {
	some anomaly in input.host.auth_log.data.anomalies
	anomaly.kind == "root-login"
}
