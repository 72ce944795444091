# METADATA
# title: No two groups share a group id
# description: |
#   A group is its number to the kernel: members of one such group have all that is given to the other,
#   which no list of groups shows.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/group.5.html
#     description: group(5)
# custom:
#   severity: medium
#   subject: group
#   remediation: >-
#     Give the later group a number of its own with `groupmod -g`, and mend the files with `find / -gid`.
#   aliases: [acct-unique-gid]
package policies.host.accounts.unique_gid

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"group:{group.id}"] := group if some group in input.host.accounts.data.groups

_sharing[group.gid] contains group.id if some group in input.host.accounts.data.groups

passed[id] := verdict.proof($"no other group has the number {group.gid}", [group]) if {
	some id, group in subjects
	count(_sharing[group.gid]) == 1
}

failed[id] := verdict.proof($"the number {group.gid} belongs to {concat(", ", sort(_sharing[group.gid]))}", [group]) if {
	some id, group in subjects
	count(_sharing[group.gid]) > 1
}
