# METADATA
# title: The SSH server opens few sessions in one connection
# description: |
#   Each connection may multiplex this many shells, logins and forwardings. 0 allows forwarding only and is
#   stricter still.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#MaxSessions
#     description: sshd_config(5)
# custom:
#   severity: low
#   subject: ssh-server
#   remediation: >-
#     Set `MaxSessions 10` or less and reload sshd.
#   aliases: [ssh-max-sessions]
#   parameters:
#     max:
#       default: 10
#       description: The largest MaxSessions that is accepted.
package policies.host.ssh.max_sessions

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.max_sessions if some server in input.host.sshd.data.servers

_limit := data.parameters["host.ssh.max_sessions"].max

passed[id] := verdict.proof($"MaxSessions is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value <= _limit
}

failed[id] := verdict.proof($"MaxSessions is {fact.value}, more than {_limit}", [fact]) if {
	some id, fact in subjects
	fact.value > _limit
}
