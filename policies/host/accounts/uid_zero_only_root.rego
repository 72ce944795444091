# METADATA
# title: root is the only user with the user id 0
# description: |
#   A second name with the user id 0 is root under another name, with a password and keys that nobody
#   watches. It is a common way to keep a broken-in door open.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/passwd.5.html
#     description: passwd(5)
# custom:
#   severity: critical
#   subject: user
#   remediation: >-
#     Remove the account, or give it an id of its own with `usermod -u`, and find out who made it.
#   aliases: [acct-uid0-only-root]
package policies.host.accounts.uid_zero_only_root

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"user:{user.id}"] := user if {
	some user in input.host.accounts.data.users
	user.uid == 0
}

passed[id] := verdict.proof("root has the user id 0", [user]) if {
	some id, user in subjects
	user.id == "root"
}

failed[id] := verdict.proof($"{user.name} has the user id 0", [user]) if {
	some id, user in subjects
	user.id != "root"
}
