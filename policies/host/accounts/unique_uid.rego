# METADATA
# title: No two users share a user id
# description: |
#   Users with the same user id are one to the kernel or to the log: what the one did cannot be told from
#   what the other did. The first entry usually wins, which hides the second.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/passwd.5.html
#     description: passwd(5)
# custom:
#   severity: high
#   subject: user
#   remediation: >-
#     Give each account a user id of its own (`usermod`), and mend the owners of its files with `find /
#     -uid`.
#   aliases: [acct-unique-uid]
package policies.host.accounts.unique_uid

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"user:{user.id}"] := user if some user in input.host.accounts.data.users

_sharing[user.uid] contains user.id if some user in input.host.accounts.data.users

passed[id] := verdict.proof($"nobody else has the user id {user.uid}", [user]) if {
	some id, user in subjects
	count(_sharing[user.uid]) == 1
}

failed[id] := verdict.proof($"the user id {user.uid} belongs to {concat(", ", sort(_sharing[user.uid]))}", [user]) if {
	some id, user in subjects
	count(_sharing[user.uid]) > 1
}
