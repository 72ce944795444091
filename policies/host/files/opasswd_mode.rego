# METADATA
# title: Only root can read the old passwords
# description: |
#   /etc/security/opasswd, and opasswd.old where it is there, keep hashes of former passwords, which people use again
#   with a new number at the end.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/pam_pwhistory.8.html
#     description: pam_pwhistory(8)
# custom:
#   severity: high
#   subject: file
#   remediation: >-
#     Run `chown root:root /etc/security/opasswd*` and `chmod 0600 /etc/security/opasswd*`.
#   aliases: [fs-opasswd-mode, fs-opasswd-old-mode]
package policies.host.files.opasswd_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"opasswd": {"owner": ["root"], "group": ["root"], "mode": "0600"},
}
