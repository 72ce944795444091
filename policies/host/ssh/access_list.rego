# METADATA
# title: The SSH server names who may log in
# description: |
#   Without AllowUsers, AllowGroups, DenyUsers or DenyGroups each account with a shell and a password is a
#   way in, also the one that the next package makes.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#AllowGroups
#     description: sshd_config(5)
# custom:
#   severity: medium
#   subject: ssh-server
#   remediation: >-
#     Set `AllowGroups` to the groups whose members log in over SSH, and reload sshd.
#   aliases: [ssh-access-list]
package policies.host.ssh.access_list

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := [server.allow_users, server.allow_groups, server.deny_users, server.deny_groups] if {
	some server in input.host.sshd.data.servers
}

_lists[id] contains name if {
	some id, facts in subjects
	some index, name in ["AllowUsers", "AllowGroups", "DenyUsers", "DenyGroups"]
	count(facts[index].value) > 0
}

passed[id] := verdict.proof($"set: {concat(", ", sort(_lists[id]))}", [fact | some fact in facts; count(fact.value) > 0]) if {
	some id, facts in subjects
	count(_lists[id]) > 0
}

failed[id] := verdict.proof("no access list is set", facts) if {
	some id, facts in subjects
	every fact in facts {
		count(fact.value) == 0
	}
}
