# METADATA
# title: The SSH server logs logins, and nothing that helps an attacker
# description: |
#   Below INFO logins leave no trace that an investigation or fail2ban could use. DEBUG levels write what
#   users type into the log and break their privacy (sshd_config(5)).
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#LogLevel
#     description: sshd_config(5)
# custom:
#   severity: medium
#   subject: ssh-server
#   remediation: >-
#     Set `LogLevel VERBOSE` (it adds the fingerprint of the key of each login) or `INFO`, and reload sshd.
#   aliases: [ssh-log-level]
package policies.host.ssh.log_level

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.log_level if some server in input.host.sshd.data.servers

_good := {"INFO", "VERBOSE"}

passed[id] := verdict.proof($"LogLevel is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value in _good
}

failed[id] := verdict.proof($"LogLevel is {fact.value}", [fact]) if {
	some id, fact in subjects
	count({fact.value} - _good) == 1
}
