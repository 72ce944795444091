# METADATA
# title: Copies of the account files are as closed as the originals
# description: |
#   passwd-, group-, shadow- and gshadow- hold the state before the last change: the hashes of the day before.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/shadow.5.html
#     description: shadow(5)
# custom:
#   severity: high
#   subject: file
#   remediation: >-
#     Run `chown root:shadow /etc/shadow-` and `chmod 0640 /etc/shadow-`, the same for /etc/gshadow-. For
#     /etc/passwd- and /etc/group-: `chown root:root` and `chmod 0644`.
#   aliases: [fs-account-backups-mode]
package policies.host.files.account_backups_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"shadow-backup": {"owner": ["root"], "group": ["root", "shadow"], "mode": "0640"},
	"gshadow-backup": {"owner": ["root"], "group": ["root", "shadow"], "mode": "0640"},
	"passwd-backup": {"owner": ["root"], "group": ["root"], "mode": "0644"},
	"group-backup": {"owner": ["root"], "group": ["root"], "mode": "0644"},
}
