# METADATA
# title: Only root can change what is audited, and only its group read it
# description: |
#   Who can write the audit rules can make auditd blind; who can read them sees what goes unseen.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/augenrules.8.html
#     description: augenrules(8)
# custom:
#   severity: medium
#   subject: file
#   remediation: >-
#     Run `chown root:root FILE` and `chmod 0640 FILE` for the files in /etc/audit
#     and /etc/audit/rules.d. A file that is readable to others and lies in a folder that they cannot enter, as
#     /etc/audit/rules.d of Debian, is told all the same: folders are opened and files are copied.
#   aliases: [audit-config-mode]
package policies.host.files.audit_config_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"audit-config": {"owner": ["root"], "group": ["root"], "mode": "0640"},
}
