# METADATA
# title: The SSH server ends connections that do not log in
# description: |
#   Connections that wait without a login hold one of the few places that MaxStartups has. 0 means no limit,
#   and so does not meet this rule.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#LoginGraceTime
#     description: sshd_config(5)
# custom:
#   severity: low
#   subject: ssh-server
#   remediation: >-
#     Set `LoginGraceTime 60` and reload sshd.
#   aliases: [ssh-grace]
#   parameters:
#     max_seconds:
#       default: 60
#       description: The longest LoginGraceTime that is accepted.
package policies.host.ssh.login_grace_time

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.login_grace_seconds if some server in input.host.sshd.data.servers

_limit := data.parameters["host.ssh.login_grace_time"].max_seconds

passed[id] := verdict.proof($"LoginGraceTime is {fact.value} seconds", [fact]) if {
	some id, fact in subjects
	fact.value > 0
	fact.value <= _limit
}

failed[id] := verdict.proof("LoginGraceTime is 0: no limit", [fact]) if {
	some id, fact in subjects
	fact.value == 0
}

failed[id] := verdict.proof($"LoginGraceTime is {fact.value} seconds, more than {_limit}", [fact]) if {
	some id, fact in subjects
	fact.value > _limit
}
