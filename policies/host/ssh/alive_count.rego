# METADATA
# title: The SSH server gives up a client that does not answer
# description: |
#   The session ends after this many unanswered questions. Since OpenSSH 8.2 a 0 ends no session at all,
#   although many guides still ask for it. It acts only with ClientAliveInterval.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#ClientAliveCountMax
#     description: sshd_config(5)
# custom:
#   severity: low
#   subject: ssh-server
#   remediation: >-
#     Set `ClientAliveCountMax 3` and reload sshd.
#   aliases: [ssh-alive-count]
#   parameters:
#     max:
#       default: 3
#       description: The largest ClientAliveCountMax that is accepted.
package policies.host.ssh.alive_count

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.client_alive_count_max if some server in input.host.sshd.data.servers

_limit := data.parameters["host.ssh.alive_count"].max

passed[id] := verdict.proof($"ClientAliveCountMax is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value > 0
	fact.value <= _limit
}

failed[id] := verdict.proof($"ClientAliveCountMax is {fact.value}, more than {_limit}", [fact]) if {
	some id, fact in subjects
	fact.value > _limit
}

failed[id] := verdict.proof("ClientAliveCountMax is 0: it has no effect", [fact]) if {
	some id, fact in subjects
	fact.value == 0
}
