# METADATA
# title: Only root can read and change what sudo grants
# description: |
#   sudo ignores a file that others may write; a file that others may read shows which accounts are worth stealing.
#   Packages ship files in sudoers.d as 0440.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.sudo.ws/docs/man/sudoers.man/
#     description: sudoers(5)
# custom:
#   severity: medium
#   subject: file
#   remediation: >-
#     Run `chown root:root FILE` and `chmod 0440 FILE`.
#   aliases: [sudo-file-mode]
package policies.host.files.sudoers_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"sudoers": {"owner": ["root"], "group": ["root"], "mode": "0640"},
}
