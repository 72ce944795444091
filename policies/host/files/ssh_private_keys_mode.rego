# METADATA
# title: Only root can read the private keys of the SSH server
# description: |
#   Who has the host key can pose as this host to everybody who trusts it. The group ssh_keys with 0640 is right on
#   older Red Hat systems, where ssh-keysign reads them.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#HostKey
#     description: sshd_config(5)
# custom:
#   severity: critical
#   subject: file
#   remediation: >-
#     Run `chown root:root FILE` and `chmod 0600 FILE`; when others could read it, make new keys with `ssh-keygen
#     -A`.
#   aliases: [ssh-private-keys-mode]
package policies.host.files.ssh_private_keys_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"ssh-private-key": {"owner": ["root"], "group": ["root", "ssh_keys"], "mode": "0640"},
}
