# METADATA
# title: Password hashes lie in shadow, not in passwd
# description: |
#   Everybody on the host may read /etc/passwd and try passwords against a hash in it at leisure. A field
#   with `*` or `!` holds no hash.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/passwd.5.html
#     description: passwd(5)
#   - ref: https://man7.org/linux/man-pages/man5/shadow.5.html
#     description: shadow(5)
# custom:
#   severity: high
#   subject: user
#   remediation: >-
#     Run `pwconv`, then have the password changed: the old hash has been readable.
#   aliases: [acct-passwords-shadowed]
package policies.host.accounts.passwords_shadowed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"user:{user.id}"] := user.password.stored_in if some user in input.host.accounts.data.users

passed[id] := verdict.proof("passwd holds no hash", [fact]) if {
	some id, fact in subjects
	fact.value in {"shadow", "none"}
}

failed[id] := verdict.proof("the hash lies in passwd, which everybody may read", [fact]) if {
	some id, fact in subjects
	fact.value == "passwd"
}
