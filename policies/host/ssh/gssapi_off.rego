# METADATA
# title: The SSH server takes no Kerberos tickets where Kerberos is not used
# description: |
#   GSSAPIAuthentication adds code that runs before the login. Hosts that belong to a Kerberos realm need it:
#   set the parameter there.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#GSSAPIAuthentication
#     description: sshd_config(5)
# custom:
#   severity: low
#   subject: ssh-server
#   remediation: >-
#     Set `GSSAPIAuthentication no` and reload sshd.
#   aliases: [ssh-gssapi]
#   parameters:
#     kerberos:
#       default: false
#       description: The host belongs to a Kerberos realm.
package policies.host.ssh.gssapi_off

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.gssapi_authentication if some server in input.host.sshd.data.servers

passed[id] := verdict.proof("GSSAPIAuthentication is no", [fact]) if {
	some id, fact in subjects
	fact.value == false
}

passed[id] := verdict.proof("GSSAPIAuthentication is yes, as declared", [fact]) if {
	some id, fact in subjects
	fact.value == true
	data.parameters["host.ssh.gssapi_off"].kerberos == true
}

failed[id] := verdict.proof("GSSAPIAuthentication is yes", [fact]) if {
	some id, fact in subjects
	fact.value == true
	data.parameters["host.ssh.gssapi_off"].kerberos == false
}
