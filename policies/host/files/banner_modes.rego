# METADATA
# title: Only root can change the texts shown at login
# description: |
#   motd, issue and issue.net are what people read before and after they log in: a foreign text there can ask them
#   for things. A link is judged by what it leads to.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/issue.5.html
#     description: issue(5)
# custom:
#   severity: low
#   subject: file
#   remediation: >-
#     Run `chown root:root FILE` and `chmod 0644 FILE`.
#   aliases: [banner-file-modes]
package policies.host.files.banner_modes

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"banner": {"owner": ["root"], "group": ["root"], "mode": "0644"},
}
