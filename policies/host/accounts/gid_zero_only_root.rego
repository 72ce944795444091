# METADATA
# title: Only root has the group root as its primary group
# description: |
#   Files that root makes are often readable, and sometimes writable, for the group root. The accounts sync,
#   shutdown, halt and operator of some distributions have this group by design and cannot log in to a
#   shell.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/passwd.5.html
#     description: passwd(5)
# custom:
#   severity: medium
#   subject: user
#   remediation: >-
#     Give the account a primary group of its own with `usermod -g`.
#   aliases: [acct-gid0-user-only-root]
#   parameters:
#     allowed_users:
#       default: ["root", "sync", "shutdown", "halt", "operator"]
#       description: Names that may have the primary group 0.
package policies.host.accounts.gid_zero_only_root

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"user:{user.id}"] := user if {
	some user in input.host.accounts.data.users
	user.gid == 0
}

_allowed := {name | some name in data.parameters["host.accounts.gid_zero_only_root"].allowed_users}

passed[id] := verdict.proof($"{user.name} may have the group root", [user]) if {
	some id, user in subjects
	user.name in _allowed
}

failed[id] := verdict.proof($"{user.name} has the group root as its primary group", [user]) if {
	some id, user in subjects
	count({user.name} - _allowed) == 1
}
