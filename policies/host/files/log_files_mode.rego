# METADATA
# title: Logs are open only to those that their kind is for
# description: |
#   Logs of the system tell who logged in, what failed and whom mail went to; journals and failed logins (people type
#   passwords where names belong) as well. Records of logins are read by everybody, and written by the group utmp. Of
#   all other logs, which services write under their own accounts, only the mode is judged. Audit logs have a rule of
#   their own. Everything below /var/log is looked at, links left out.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rsyslog.com/doc/configuration/action/rsconf1_filecreatemode.html
#     description: rsyslog, $FileCreateMode
#   - ref: https://man7.org/linux/man-pages/man8/logrotate.8.html
#     description: logrotate(8)
# custom:
#   severity: medium
#   subject: file
#   remediation: >-
#     Run `chown root:adm FILE` and `chmod 0640 FILE`, and set the same in logrotate (`create 0640 root adm`) and
#     rsyslog ($FileCreateMode).
#   parameters:
#     messages_mode:
#       description: The loosest mode of the logs of the system (syslog, auth.log, messages, mail.log and their like).
#       default: "0640"
#     other_mode:
#       description: The loosest mode of all other logs. 0640 is stricter than Debian, which keeps several readable for everybody.
#       default: "0664"
#   aliases: [log-files-mode]
package policies.host.files.log_files_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_parameters := data.parameters["host.files.log_files_mode"]

_asked := {
	"log-messages": {"owner": ["root", "syslog"], "group": ["root", "adm", "syslog", "systemd-journal"], "mode": _parameters.messages_mode},
	"log-journal": {"owner": ["root"], "group": ["root", "adm", "systemd-journal"], "mode": "0640"},
	"log-logins": {"owner": ["root"], "group": ["root", "utmp"], "mode": "0664"},
	"log-failed-logins": {"owner": ["root"], "group": ["root", "utmp"], "mode": "0660"},
	"log-other": {"mode": _parameters.other_mode},
}
