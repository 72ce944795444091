# METADATA
# title: Only root can change the public keys of the SSH server
# description: |
#   Everybody may read a public key; who can exchange it breaks the logins that compare it, or has certificates made
#   for a key of its own.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd#FILES
#     description: sshd(8)
# custom:
#   severity: low
#   subject: file
#   remediation: >-
#     Run `chown root:root FILE` and `chmod 0644 FILE`.
#   aliases: [ssh-public-keys-mode]
package policies.host.files.ssh_public_keys_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"ssh-public-key": {"owner": ["root"], "group": ["root", "ssh_keys"], "mode": "0644"},
}
