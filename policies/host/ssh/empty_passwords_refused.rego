# METADATA
# title: The SSH server refuses empty passwords
# description: |
#   With PermitEmptyPasswords an account without a password is open to the whole network. The default is no.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#PermitEmptyPasswords
#     description: sshd_config(5)
# custom:
#   severity: critical
#   subject: ssh-server
#   remediation: >-
#     Set `PermitEmptyPasswords no`, or remove the line, and reload sshd.
#   aliases: [ssh-empty-password]
package policies.host.ssh.empty_passwords_refused

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.permit_empty_passwords if some server in input.host.sshd.data.servers

passed[id] := verdict.proof("PermitEmptyPasswords is no", [fact]) if {
	some id, fact in subjects
	fact.value == false
}

failed[id] := verdict.proof("PermitEmptyPasswords is yes", [fact]) if {
	some id, fact in subjects
	fact.value == true
}
