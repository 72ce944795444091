# METADATA
# title: Stored passwords are hashed with a method that is slow to guess
# description: |
#   Hashes of DES, MD5, NT and alike fall to a single graphics card within hours once shadow leaks.
#   yescrypt, scrypt, bcrypt and the SHA-2 methods of crypt(5) are accepted; a locked hash counts, since
#   unlocking brings it back. Accounts without a hash are no subject.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/crypt.5.html
#     description: crypt(5)
# custom:
#   severity: high
#   subject: user
#   remediation: >-
#     Have the password changed after ENCRYPT_METHOD and pam_unix name yescrypt or sha512; force it with
#     `chage -d 0 NAME`.
#   aliases: [acct-hash-existing]
package policies.host.accounts.hash_strength

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"user:{user.id}"] := user.password.algorithm if {
	some user in input.host.accounts.data.users
	user.password.algorithm.value != "none"
}

subjects[$"user:{user.id}"] := user.password.algorithm if {
	some user in input.host.accounts.data.users
	user.password.algorithm.unknown
}

passed[id] := verdict.proof($"the hash is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value in {"yescrypt", "gost-yescrypt", "scrypt", "sha512", "sha256", "bcrypt", "bcrypt-2a"}
}

failed[id] := verdict.proof($"the hash is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value in {"des", "bsdi-des", "md5", "nt", "sunmd5", "sha1", "bcrypt-2x"}
}
