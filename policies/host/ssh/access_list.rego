# METADATA
# title: The SSH server names who may log in
# description: |
#   Without AllowUsers or AllowGroups each account with a shell and a password is a way in, also the one that the next
#   package makes. DenyUsers and DenyGroups name who may not: whoever comes later may. A list that holds `*` by itself
#   names everybody.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#AllowGroups
#     description: sshd_config(5)
# custom:
#   severity: low
#   subject: ssh-server
#   remediation: >-
#     Put everybody who administers by SSH into one group, yourself first, then set `AllowGroups` to it and reload
#     sshd. Keep your session open until a second login works: whoever is not in the group is locked out.
#   aliases: [ssh-access-list]
package policies.host.ssh.access_list

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := [server.allow_users, server.allow_groups] if {
	some server in input.host.sshd.data.servers
}

_lists[id] contains name if {
	some id, facts in subjects
	some index, name in ["AllowUsers", "AllowGroups"]
	_names(facts[index])
}

_names(fact) if {
	count(fact.value) > 0
	count({"*"} & {entry | some entry in fact.value}) == 0
}

_names_nobody(fact) if count(fact.value) == 0

_names_nobody(fact) if "*" in fact.value

passed[id] := verdict.proof($"set: {concat(", ", sort(_lists[id]))}", [fact | some fact in facts; _names(fact)]) if {
	some id, facts in subjects
	count(_lists[id]) > 0
}

failed[id] := verdict.proof("neither AllowUsers nor AllowGroups names anybody", [facts[0]]) if {
	some id, facts in subjects
	every fact in facts {
		_names_nobody(fact)
	}
}
