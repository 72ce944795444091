# METADATA
# title: New passwords cost much to guess from their hash
# description: |
#   Where the policy names a cost. yescrypt takes 3 to 11 and 5 when none or another is given; SHA-512 takes
#   rounds, libcrypt's 5000 when none are given. SHA_CRYPT_MAX_ROUNDS of login.defs counts where
#   ENCRYPT_METHOD names SHA. Each step of yescrypt doubles the time of a login. A weak method is told by
#   host.pam.password_hash_strong.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-modules/pam_unix.8.en.html
#   - ref: https://manpages.debian.org/bookworm/libcrypt-dev/crypt.5.en.html
# custom:
#   severity: low
#   subject: password-change
#   remediation: >-
#     Add `rounds=11` (yescrypt) or `rounds=65536` (sha512) to the password line of pam_unix.
#   aliases: [pam-unix-rounds]
#   parameters:
#     min_yescrypt_cost:
#       default: 11
#       description: The least cost of yescrypt (3 to 11).
#     min_sha_rounds:
#       default: 65536
#       description: The least rounds of SHA-512 and SHA-256.
#     min_blowfish_cost:
#       default: 12
#       description: The least cost of bcrypt (4 to 31).
package policies.host.pam.password_hash_costly

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[setter.id] := [setter.rounds, setter.hash] if some setter in input.host.pam.data.password_setters

_limits := {
	"yescrypt": data.parameters["host.pam.password_hash_costly"].min_yescrypt_cost,
	"gost_yescrypt": data.parameters["host.pam.password_hash_costly"].min_yescrypt_cost,
	"sha512": data.parameters["host.pam.password_hash_costly"].min_sha_rounds,
	"sha256": data.parameters["host.pam.password_hash_costly"].min_sha_rounds,
	"blowfish": data.parameters["host.pam.password_hash_costly"].min_blowfish_cost,
}

passed[id] := verdict.proof($"{facts[1].value} with a cost of {facts[0].value}", facts) if {
	some id, facts in subjects
	facts[0].value >= _limits[facts[1].value]
}

failed[id] := verdict.proof(_told(facts), facts) if {
	some id, facts in subjects
	facts[0].value < _limits[facts[1].value]
}

not_applicable[id] := verdict.proof($"{facts[1].value} has no cost to set", [facts[1]]) if {
	some id, facts in subjects
	facts[1].value in {"md5", "bigcrypt", "des"}
}

_told(facts) := $"{facts[1].value} with the cost of libcrypt" if facts[0].value == 0

_told(facts) := $"{facts[1].value} with a cost of {facts[0].value}" if facts[0].value != 0
