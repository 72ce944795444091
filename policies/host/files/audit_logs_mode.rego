# METADATA
# title: Only root and its group adm can read the audit log, and only root can change it
# description: |
#   The audit log tells what everybody did, and is the first thing an intruder wants to change. The folder and the
#   files are those of log_file in auditd.conf.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/auditd.conf.5.html
#     description: auditd.conf(5)
# custom:
#   severity: high
#   subject: file
#   remediation: >-
#     Run `chown root:adm FILE` (or root:root), `chmod 0640 FILE`, and `chmod 0750` on the folder. Set `log_group =
#     adm` in /etc/audit/auditd.conf, since auditd sets the modes anew.
#   aliases: [audit-log-mode, audit-log-owner, audit-log-dir-mode]
package policies.host.files.audit_logs_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"audit-log": {"owner": ["root"], "group": ["root", "adm"], "mode": "0640"},
	"audit-log-folder": {"owner": ["root"], "group": ["root", "adm"], "mode": "0750"},
}
