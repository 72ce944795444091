# METADATA
# title: Only root and the group shadow can read the password hashes
# description: |
#   Who reads the hashes can try passwords against them without being seen or slowed. On Debian the group is shadow
#   and the mode 0640, elsewhere root and 0000: both are right.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/shadow.5.html
#     description: shadow(5)
# custom:
#   severity: critical
#   subject: file
#   remediation: >-
#     Run `chown root:shadow /etc/shadow` and `chmod 0640 /etc/shadow`.
#   aliases: [fs-shadow-mode]
package policies.host.files.shadow_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"shadow": {"owner": ["root"], "group": ["root", "shadow"], "mode": "0640"},
}
