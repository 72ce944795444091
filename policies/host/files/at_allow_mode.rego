# METADATA
# title: Only root decides who may use at
# description: |
#   at.allow, or at.deny where there is none, says who may leave jobs for later. Debian ships at.deny as root:daemon
#   0640.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/at.allow.5.html
#     description: at.allow(5)
# custom:
#   severity: low
#   subject: file
#   remediation: >-
#     Run `chown root:daemon FILE` (or root:root) and `chmod 0640 FILE`.
#   aliases: [at-allow-mode]
package policies.host.files.at_allow_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"at-allow": {"owner": ["root"], "group": ["root", "daemon"], "mode": "0640"},
}
