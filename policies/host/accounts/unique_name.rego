# METADATA
# title: No two users share a name
# description: |
#   Users with the same name are one to the kernel or to the log: what the one did cannot be told from what
#   the other did. The first entry usually wins, which hides the second.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/passwd.5.html
#     description: passwd(5)
# custom:
#   severity: high
#   subject: user
#   remediation: >-
#     Remove or rename the later entry with `vipw`; see which of the two owns the files.
#   aliases: [acct-unique-name]
package policies.host.accounts.unique_name

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"user:{user.id}"] := user if some user in input.host.accounts.data.users

_sharing[user.name] contains user.id if some user in input.host.accounts.data.users

passed[id] := verdict.proof($"nobody else has the name {user.name}", [user]) if {
	some id, user in subjects
	count(_sharing[user.name]) == 1
}

failed[id] := verdict.proof($"the name {user.name} belongs to {concat(", ", sort(_sharing[user.name]))}", [user]) if {
	some id, user in subjects
	count(_sharing[user.name]) > 1
}
