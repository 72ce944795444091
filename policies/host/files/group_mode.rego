# METADATA
# title: Only root can change the list of groups
# description: |
#   Who can write /etc/group can join the groups of the administrators.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/group.5.html
#     description: group(5)
# custom:
#   severity: critical
#   subject: file
#   remediation: >-
#     Run `chown root:root /etc/group` and `chmod 0644 /etc/group`.
#   aliases: [fs-group-mode]
package policies.host.files.group_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"group": {"owner": ["root"], "group": ["root"], "mode": "0644"},
}
