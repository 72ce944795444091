# METADATA
# title: The SSH server does not trust other hosts for their users
# description: |
#   HostbasedAuthentication lets a user in because another machine vouches for the name: who holds that
#   machine holds this one too.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#HostbasedAuthentication
#     description: sshd_config(5)
# custom:
#   severity: high
#   subject: ssh-server
#   remediation: >-
#     Set `HostbasedAuthentication no`, or remove the line, and reload sshd.
#   aliases: [ssh-hostbased]
package policies.host.ssh.hostbased_refused

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.hostbased_authentication if some server in input.host.sshd.data.servers

passed[id] := verdict.proof("HostbasedAuthentication is no", [fact]) if {
	some id, fact in subjects
	fact.value == false
}

failed[id] := verdict.proof("HostbasedAuthentication is yes", [fact]) if {
	some id, fact in subjects
	fact.value == true
}
