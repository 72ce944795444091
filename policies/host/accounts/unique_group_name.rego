# METADATA
# title: No two groups share a name
# description: |
#   Of two groups with one name only the first is ever found: members added to the second have nothing, and
#   members of the first more than the file seems to say.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/group.5.html
#     description: group(5)
# custom:
#   severity: medium
#   subject: group
#   remediation: >-
#     Rename one of them with `vigr` (then `vigr -s` for gshadow), and check with `grpck -r`.
#   aliases: [acct-unique-group-name]
package policies.host.accounts.unique_group_name

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"group:{group.id}"] := group if some group in input.host.accounts.data.groups

_named[group.name] contains group.id if some group in input.host.accounts.data.groups

passed[id] := verdict.proof($"no other group is named {group.name}", [group]) if {
	some id, group in subjects
	count(_named[group.name]) == 1
}

failed[id] := verdict.proof($"{count(_named[group.name])} groups are named {group.name}", [group]) if {
	some id, group in subjects
	count(_named[group.name]) > 1
}
