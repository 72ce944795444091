# METADATA
# title: No account has an empty password
# description: |
#   An empty password field lets anybody in who knows the name, on the console and wherever PAM has nullok.
#   A locked account (`!`, `*`) is not meant: no password fits it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/shadow.5.html
#     description: shadow(5)
# custom:
#   severity: critical
#   subject: user
#   remediation: >-
#     Lock the account with `passwd -l NAME`, or set a password with `passwd NAME`.
#   aliases: [acct-no-empty-password]
package policies.host.accounts.no_empty_password

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"user:{user.id}"] := user.password.state if some user in input.host.accounts.data.users

passed[id] := verdict.proof($"the password is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value != "empty"
}

failed[id] := verdict.proof("the password is empty", [fact]) if {
	some id, fact in subjects
	fact.value == "empty"
}
