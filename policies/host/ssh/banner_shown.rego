# METADATA
# title: The SSH server shows a warning before the login
# description: |
#   Some laws and most policies ask that whoever logs in was told that the system is private and watched. A
#   Banner that names a file that is missing or empty shows nothing.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#Banner
#     description: sshd_config(5)
# custom:
#   severity: low
#   subject: ssh-server
#   remediation: >-
#     Write a warning without any detail of the system into /etc/issue.net, set `Banner /etc/issue.net` and
#     reload sshd.
#   aliases: [ssh-banner]
package policies.host.ssh.banner_shown

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.banner_file if some server in input.host.sshd.data.servers

passed[id] := verdict.proof("a text is shown before the login", [fact]) if {
	some id, fact in subjects
	fact.value == "shown"
}

failed[id] := verdict.proof(_reasons[fact.value], [fact]) if some id, fact in subjects

_reasons := {
	"none": "no Banner is set",
	"missing": "the file that Banner names does not exist",
	"empty": "the file that Banner names is empty",
}
