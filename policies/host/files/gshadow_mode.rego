# METADATA
# title: Only root and the group shadow can read the group passwords
# description: |
#   The same holds for group passwords and group administrators as for shadow.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/gshadow.5.html
#     description: gshadow(5)
# custom:
#   severity: high
#   subject: file
#   remediation: >-
#     Run `chown root:shadow /etc/gshadow` and `chmod 0640 /etc/gshadow`.
#   aliases: [fs-gshadow-mode]
package policies.host.files.gshadow_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"gshadow": {"owner": ["root"], "group": ["root", "shadow"], "mode": "0640"},
}
