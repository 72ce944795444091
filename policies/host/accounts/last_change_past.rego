# METADATA
# title: No password was changed in the future
# description: |
#   A day that lies ahead keeps a password alive past its end: ages are counted from it. It comes from a clock
#   that was wrong, or from somebody who wrote it there.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/shadow.5.html
#     description: shadow(5)
#   - ref: https://man7.org/linux/man-pages/man1/chage.1.html
#     description: chage(1)
# custom:
#   severity: medium
#   subject: user
#   remediation: >-
#     Look at the clock, then `chage --lastday $(date +%F) NAME`.
#   aliases: [acct-last-change-past]
package policies.host.accounts.last_change_past

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"user:{user.id}"] := days if {
	some user in input.host.password_ages.data.users
	user.usable.value == true
	days := user.last_change_days_ago
}

# Whose password state is not known may have a usable one.
subjects[$"user:{user.id}"] := user.usable if {
	some user in input.host.password_ages.data.users
	user.usable.unknown
}

passed[id] := verdict.proof($"the password was changed {days.value} days ago", [days]) if {
	some id, days in subjects
	days.value >= 0
}

failed[id] := verdict.proof(_told(days.value), [days]) if {
	some id, days in subjects
	_wrong(days.value)
}

_wrong(days) if days < 0

_told(days) := $"the last change lies {0 - days} days ahead"
