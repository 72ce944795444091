# METADATA
# title: Only root can change the audit programs
# description: |
#   auditctl, auditd, augenrules, aureport, ausearch and autrace are what one trusts when asking what happened.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
#     description: auditctl(8)
# custom:
#   severity: high
#   subject: file
#   remediation: >-
#     Run `chown root:root FILE` and `chmod 0755 FILE`. When somebody else could write it, reinstall: `apt-get
#     install --reinstall auditd`.
#   aliases: [audit-tools-mode]
package policies.host.files.audit_tools_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"audit-tool": {"owner": ["root"], "group": ["root"], "mode": "0755"},
}
