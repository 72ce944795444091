# METADATA
# title: No account is opened by a weak SSH key
# description: |
#   DSA keys and RSA keys of less than 2048 bits can be recomputed from the public half. Only types and
#   sizes are read, never the keys. Accounts without keys are no subject.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd#AUTHORIZED_KEYS_FILE_FORMAT
#     description: sshd(8)
# custom:
#   severity: high
#   subject: user
#   remediation: >-
#     Have the person make a new key (`ssh-keygen -t ed25519`) and remove the old line from authorized_keys.
#   aliases: [ssh-authorized-keys-sane]
package policies.host.ssh.authorized_keys_strong

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"user:{user.id}"] := user.authorized_keys.weak if {
	some user in input.host.accounts.data.users
	user.authorized_keys.count.value > 0
}

subjects[$"user:{user.id}"] := user.authorized_keys.weak if {
	some user in input.host.accounts.data.users
	user.authorized_keys.weak.unknown
}

passed[id] := verdict.proof("no weak key", [fact]) if {
	some id, fact in subjects
	fact.value == 0
}

failed[id] := verdict.proof($"weak keys: {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value > 0
}
