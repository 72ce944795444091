# METADATA
# title: Only root can change the list of login shells
# description: |
#   Programs take a shell in /etc/shells as the mark of a full account; who can write the file decides for which
#   programs chsh, FTP and mail let their users in.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/shells.5.html
#     description: shells(5)
# custom:
#   severity: low
#   subject: file
#   remediation: >-
#     Run `chown root:root /etc/shells` and `chmod 0644 /etc/shells`.
#   aliases: [fs-shells-mode]
package policies.host.files.shells_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"shells": {"owner": ["root"], "group": ["root"], "mode": "0644"},
}
