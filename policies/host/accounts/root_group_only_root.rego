# METADATA
# title: No group but root has the group id 0
# description: |
#   A second group with the id 0 gives its members what the group root may do, under a name that nobody
#   suspects.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/group.5.html
#     description: group(5)
# custom:
#   severity: high
#   subject: group
#   remediation: >-
#     Give the group an id of its own with `groupmod -g NUMBER NAME`, and look why it was made.
#   aliases: [acct-gid0-group-only-root]
package policies.host.accounts.root_group_only_root

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"group:{group.id}"] := group if {
	some group in input.host.accounts.data.groups
	group.gid == 0
}

passed[id] := verdict.proof("root has the group id 0", [group]) if {
	some id, group in subjects
	group.name == "root"
}

failed[id] := verdict.proof($"{group.name} has the group id 0", [group]) if {
	some id, group in subjects
	group.name != "root"
}
