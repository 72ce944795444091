# METADATA
# title: Only root can read the jobs of the system
# description: |
#   Jobs tell which scripts run as root, when, and at times with which password. Debian leaves them readable. Here
#   only the rights to read and to start are judged: who may change them is another rule's matter.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/crontab.5.html
#     description: crontab(5)
# custom:
#   severity: low
#   subject: file
#   remediation: >-
#     Run `chmod og-rwx /etc/crontab /etc/cron.d /etc/cron.hourly /etc/cron.daily /etc/cron.weekly
#     /etc/cron.monthly`.
#   aliases: [cron-tab-mode, cron-dir-modes]
package policies.host.files.cron_closed

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"crontab": {"readers": ["root"]},
	"cron-folder": {"readers": ["root"]},
}
