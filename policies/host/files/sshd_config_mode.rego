# METADATA
# title: Only root can change the configuration of the SSH server
# description: |
#   Who can write it can let itself in as root. Reading is no danger by itself: Debian ships it 0644.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#FILES
#     description: sshd_config(5)
# custom:
#   severity: high
#   subject: file
#   remediation: >-
#     Run `chown root:root FILE` and `chmod go-w FILE`.
#   aliases: [ssh-config-mode]
package policies.host.files.sshd_config_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"sshd-config": {"owner": ["root"], "group": ["root"], "mode": "0644"},
}
