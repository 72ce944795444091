# METADATA
# title: New passwords are hashed with yescrypt or SHA-512
# description: |
#   ENCRYPT_METHOD of login.defs is what chpasswd and newusers take, and what pam_unix takes when its line
#   names no method. Without the setting the method is DES. An argument of pam_unix can still say otherwise
#   for passwd(1).
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/login.defs.5.html
#     description: login.defs(5)
# custom:
#   severity: medium
#   subject: login.defs
#   remediation: >-
#     Set `ENCRYPT_METHOD YESCRYPT` in /etc/login.defs (SHA512 where libcrypt has no yescrypt), and the same on the
#     password line of pam_unix. Passwords that are set keep their hash until they are changed.
#   aliases: [acct-hash-default]
#   parameters:
#     accepted:
#       default: ["YESCRYPT", "SHA512"]
#       description: Values of ENCRYPT_METHOD that are accepted, in upper case.
package policies.host.accounts.hash_default

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["login.defs"] := input.host.login_defs.data.encrypt_method

_accepted := {method | some method in data.parameters["host.accounts.hash_default"].accepted}

passed[id] := verdict.proof($"ENCRYPT_METHOD is {fact.value}", [fact]) if {
	some id, fact in subjects
	upper(fact.value) in _accepted
}

failed[id] := verdict.proof(_told(fact), [fact]) if {
	some id, fact in subjects
	count({upper(fact.value)} - _accepted) == 1
}

_told(fact) := $"ENCRYPT_METHOD is {fact.value}, accepted is {concat(" or ", sort(_accepted))}" if object.get(fact.at, "line", 0) > 0

_told(fact) := $"ENCRYPT_METHOD is not set, which means {fact.value}, accepted is {concat(" or ", sort(_accepted))}" if object.get(fact.at, "line", 0) == 0
