# METADATA
# title: The SSH server ignores .rhosts files
# description: |
#   Trust by .rhosts is given by users, to host names, without any proof. shosts-only still reads .shosts;
#   it only matters together with HostbasedAuthentication and is refused by default.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#IgnoreRhosts
#     description: sshd_config(5)
# custom:
#   severity: medium
#   subject: ssh-server
#   remediation: >-
#     Set `IgnoreRhosts yes`, or remove the line, and reload sshd.
#   aliases: [ssh-ignore-rhosts]
package policies.host.ssh.rhosts_ignored

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.ignore_rhosts if some server in input.host.sshd.data.servers

passed[id] := verdict.proof($"IgnoreRhosts is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value == "yes"
}

failed[id] := verdict.proof($"IgnoreRhosts is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value in {"no", "shosts-only"}
}
