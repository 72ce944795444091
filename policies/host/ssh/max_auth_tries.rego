# METADATA
# title: The SSH server ends a connection after few failed tries
# description: |
#   Each connection may try only a few passwords, and half of the limit of failures is logged. Clients that
#   offer many keys need one try for each, so that 3 or less locks out people with a full agent.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#MaxAuthTries
#     description: sshd_config(5)
# custom:
#   severity: low
#   subject: ssh-server
#   remediation: >-
#     Set `MaxAuthTries 4` and reload sshd.
#   aliases: [ssh-max-auth-tries]
#   parameters:
#     max_tries:
#       default: 4
#       description: The largest MaxAuthTries that is accepted.
package policies.host.ssh.max_auth_tries

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.max_auth_tries if some server in input.host.sshd.data.servers

_limit := data.parameters["host.ssh.max_auth_tries"].max_tries

passed[id] := verdict.proof($"MaxAuthTries is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value <= _limit
}

failed[id] := verdict.proof($"MaxAuthTries is {fact.value}, more than {_limit}", [fact]) if {
	some id, fact in subjects
	fact.value > _limit
}
