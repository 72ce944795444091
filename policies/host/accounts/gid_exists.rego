# METADATA
# title: The primary group of every user exists
# description: |
#   A group id without a group is free: whoever makes the next group may get it, and with it the files. Where
#   nsswitch.conf finds groups elsewhere too (sss, ldap), a group that is missing here may be there, so nothing
#   is said of it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/passwd.5.html
#     description: passwd(5)
#   - ref: https://man7.org/linux/man-pages/man5/group.5.html
#     description: group(5)
# custom:
#   severity: low
#   subject: user
#   remediation: >-
#     Make the group with `groupadd -g NUMBER NAME`, or give the user another one with `usermod -g`.
#   aliases: [acct-gid-exists]
package policies.host.accounts.gid_exists

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"user:{user.id}"] := [user, _elsewhere(user)] if {
	some user in input.host.accounts.data.users
	count(_known) > 0
}

_known := {group.gid | some group in input.host.accounts.data.groups}

_remote := {source.service | some source in input.host.accounts.data.remote_sources; source.database == "group"}

_elsewhere(user) := {"unknown": $"The group {user.gid} is not in /etc/group; it may be in {concat(", ", sort(_remote))}", "at": user.at} if count(_remote) > 0

_elsewhere(_) := {} if count(_remote) == 0

passed[id] := verdict.proof($"the group {user.gid} exists", [user]) if {
	some id, [user, _] in subjects
	_known[user.gid] >= 0
}

failed[id] := verdict.proof($"no group has the id {user.gid}", [user]) if {
	some id, [user, _] in subjects
	count({user.gid} - _known) == 1
	count(_remote) == 0
}
