# METADATA
# title: Only root can change the jobs of the system
# description: |
#   Jobs in /etc/crontab and the cron folders run as root. What others may read is another rule's matter.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/crontab.5.html
#     description: crontab(5)
# custom:
#   severity: high
#   subject: file
#   remediation: >-
#     Run `chown root:root PATH` and `chmod go-w PATH`.
#   aliases: [cron-tab-mode, cron-dir-modes]
package policies.host.files.crontab_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"crontab": {"owner": ["root"], "group": ["root"], "mode": "0755"},
	"cron-folder": {"owner": ["root"], "group": ["root"], "mode": "0755"},
	"cron-job": {"owner": ["root"], "group": ["root"], "mode": "0755"},
}
