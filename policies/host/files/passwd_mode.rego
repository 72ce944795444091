# METADATA
# title: Only root can change the list of users
# description: |
#   Who can write /etc/passwd can make itself root. Everybody may read it; programs need to.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/passwd.5.html
#     description: passwd(5)
# custom:
#   severity: critical
#   subject: file
#   remediation: >-
#     Run `chown root:root /etc/passwd` and `chmod 0644 /etc/passwd`.
#   aliases: [fs-passwd-mode]
package policies.host.files.passwd_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"passwd": {"owner": ["root"], "group": ["root"], "mode": "0644"},
}
