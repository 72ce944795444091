# METADATA
# title: The SSH server asks whether a silent client is still there
# description: |
#   Without an interval a session whose client vanished stays open, with the rights of its user. It does not
#   end a session whose user merely left the keyboard: that is for the shell (TMOUT).
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#ClientAliveInterval
#     description: sshd_config(5)
# custom:
#   severity: low
#   subject: ssh-server
#   remediation: >-
#     Set `ClientAliveInterval 300` and `ClientAliveCountMax 3` and reload sshd.
#   aliases: [ssh-idle]
#   parameters:
#     max:
#       default: 900
#       description: The largest ClientAliveInterval that is accepted, seconds.
package policies.host.ssh.alive_interval

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.client_alive_interval_seconds if some server in input.host.sshd.data.servers

_limit := data.parameters["host.ssh.alive_interval"].max

passed[id] := verdict.proof($"ClientAliveInterval is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value > 0
	fact.value <= _limit
}

failed[id] := verdict.proof($"ClientAliveInterval is {fact.value}, more than {_limit}", [fact]) if {
	some id, fact in subjects
	fact.value > _limit
}

failed[id] := verdict.proof("ClientAliveInterval is 0: it has no effect", [fact]) if {
	some id, fact in subjects
	fact.value == 0
}
