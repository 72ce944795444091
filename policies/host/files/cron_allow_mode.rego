# METADATA
# title: Only root decides who may use cron
# description: |
#   cron.allow, or cron.deny where there is none, says whose crontabs are obeyed. The group crontab may read it: the
#   program crontab runs with it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man1/crontab.1.html
#     description: crontab(1)
# custom:
#   severity: low
#   subject: file
#   remediation: >-
#     Run `chown root:crontab FILE` (or root:root) and `chmod 0640 FILE`.
#   aliases: [cron-allow-mode]
package policies.host.files.cron_allow_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"cron-allow": {"owner": ["root"], "group": ["root", "crontab"], "mode": "0640"},
}
