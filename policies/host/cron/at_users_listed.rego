# METADATA
# title: Only listed users may use at
# description: |
#   Whoever may make jobs keeps a foothold that survives logouts, password changes and, unnoticed, months.
#   at.allow names who may; at.deny names who may not and lets in everybody who comes later. When both are
#   there the first one counts, and the other one deceives its reader. Without at there is nothing to judge.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man1/at.1p.html
#     description: at(1)
# custom:
#   severity: low
#   subject: at
#   remediation: >-
#     `echo root > /etc/at.allow && chmod 640 /etc/at.allow && rm -f /etc/at.deny`, and add the users who need
#     it.
#   aliases: [at-allow]
package policies.host.cron.at_users_listed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_present(id) := fact if {
	some list in input.host.schedules.data.lists
	list.id == id
	fact := list.present
}

subjects["at"] := {"allow": _present("at.allow"), "deny": _present("at.deny"), "installed": input.host.schedules.data.at_installed}

not_applicable["at"] := verdict.proof("at is not installed", [subjects.at.installed]) if subjects.at.installed.value == false

passed["at"] := verdict.proof("at.allow names who may", [subjects.at.allow]) if {
	subjects.at.installed.value == true
	subjects.at.allow.value == true
	subjects.at.deny.value == false
}

_reasons contains "at.allow does not exist" if subjects.at.allow.value == false

_reasons contains "at.deny exists" if subjects.at.deny.value == true

failed["at"] := verdict.proof(concat(", and ", sort(_reasons)), [subjects.at.allow, subjects.at.deny]) if {
	subjects.at.installed.value == true
	count(_reasons) > 0
}
