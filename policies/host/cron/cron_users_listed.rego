# METADATA
# title: Only listed users may use cron
# description: |
#   Whoever may make jobs keeps a foothold that survives logouts, password changes and, unnoticed, months.
#   cron.allow names who may; cron.deny names who may not and lets in everybody who comes later. When both
#   are there the first one counts, and the other one deceives its reader. Without cron there is nothing to
#   judge.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/crontab.5.html
#     description: crontab(5)
# custom:
#   severity: low
#   subject: cron
#   remediation: >-
#     `echo root > /etc/cron.allow && chmod 640 /etc/cron.allow && rm -f /etc/cron.deny`, and add the users who
#     need it.
#   aliases: [cron-allow]
package policies.host.cron.cron_users_listed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_present(id) := fact if {
	some list in input.host.schedules.data.lists
	list.id == id
	fact := list.present
}

subjects["cron"] := {"allow": _present("cron.allow"), "deny": _present("cron.deny"), "installed": input.host.schedules.data.cron_installed}

not_applicable["cron"] := verdict.proof("cron is not installed", [subjects.cron.installed]) if subjects.cron.installed.value == false

passed["cron"] := verdict.proof("cron.allow names who may", [subjects.cron.allow]) if {
	subjects.cron.installed.value == true
	subjects.cron.allow.value == true
	subjects.cron.deny.value == false
}

_reasons contains "cron.allow does not exist" if subjects.cron.allow.value == false

_reasons contains "cron.deny exists" if subjects.cron.deny.value == true

failed["cron"] := verdict.proof(concat(", and ", sort(_reasons)), [subjects.cron.allow, subjects.cron.deny]) if {
	subjects.cron.installed.value == true
	count(_reasons) > 0
}
