# METADATA
# title: pam_unix hashes new passwords strongly
# description: |
#   The last hash argument of the pam_unix line counts; without one it is ENCRYPT_METHOD of login.defs, and
#   DES without that.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-modules/pam_unix.8.en.html
# custom:
#   severity: medium
#   subject: password-change
#   remediation: >-
#     Have `yescrypt` (or sha512) on the password line of pam_unix: on Debian in
#     /usr/share/pam-configs/unix, then `pam-auth-update`; on RHEL by authselect.
#   aliases: [pam-unix-hash]
#   parameters:
#     accepted:
#       default: ["yescrypt", "gost_yescrypt", "sha512"]
#       description: Hash methods that are accepted, as pam_unix names them.
package policies.host.pam.password_hash_strong

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[setter.id] := setter.hash if some setter in input.host.pam.data.password_setters

_accepted := {method | some method in data.parameters["host.pam.password_hash_strong"].accepted}

passed[id] := verdict.proof($"new passwords are hashed with {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value in _accepted
}

failed[id] := verdict.proof($"new passwords are hashed with {fact.value}", [fact]) if {
	some id, fact in subjects
	count({fact.value} - _accepted) == 1
}
