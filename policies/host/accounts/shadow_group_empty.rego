# METADATA
# title: Nobody is a member of the group shadow
# description: |
#   The group shadow may read the password hashes. Programs get it by their set-group-id bit; a user in it
#   can copy all hashes. Both members and users with it as primary group count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/group.5.html
#     description: group(5)
# custom:
#   severity: high
#   subject: group
#   remediation: >-
#     Remove the members with `gpasswd -d NAME shadow`, and give users with this primary group another one.
#   aliases: [acct-shadow-group-empty]
package policies.host.accounts.shadow_group_empty

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["group:shadow"] := group if {
	some group in input.host.accounts.data.groups
	group.id == "shadow"
}

_holders contains member if some member in subjects["group:shadow"].members

_holders contains user.name if {
	some user in input.host.accounts.data.users
	user.gid == subjects["group:shadow"].gid
}

passed[id] := verdict.proof("the group shadow has no member", [group]) if {
	some id, group in subjects
	count(group.members) == 0
	every user in input.host.accounts.data.users {
		user.gid != group.gid
	}
}

failed[id] := verdict.proof($"in the group shadow: {concat(", ", sort(_holders))}", [group]) if {
	some id, group in subjects
	count(_holders) > 0
}
