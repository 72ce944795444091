# METADATA
# title: The SSH server checks who may write the key files
# description: |
#   Without StrictModes sshd uses an authorized_keys that others may write, so that any of them can add a
#   key.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#StrictModes
#     description: sshd_config(5)
# custom:
#   severity: medium
#   subject: ssh-server
#   remediation: >-
#     Set `StrictModes yes`, or remove the line, and reload sshd.
#   aliases: [ssh-strict-modes]
package policies.host.ssh.strict_modes

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.strict_modes if some server in input.host.sshd.data.servers

passed[id] := verdict.proof("StrictModes is yes", [fact]) if {
	some id, fact in subjects
	fact.value == true
}

failed[id] := verdict.proof("StrictModes is no", [fact]) if {
	some id, fact in subjects
	fact.value == false
}
