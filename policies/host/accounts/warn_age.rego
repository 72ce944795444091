# METADATA
# title: People are warned before a password in use ends
# description: |
#   Who is not warned is locked out. Passwords that never end are no subject.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/shadow.5.html
#     description: shadow(5)
#   - ref: https://man7.org/linux/man-pages/man1/chage.1.html
#     description: chage(1)
# custom:
#   severity: low
#   subject: user
#   remediation: >-
#     `chage --warndays 7 NAME`.
#   aliases: [acct-warn-age-existing]
#   parameters:
#     min_days:
#       default: 7
#       description: The least number of days that is accepted.
package policies.host.accounts.warn_age

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"user:{user.id}"] := days if {
	some user in input.host.password_ages.data.users
	user.usable.value == true
	user.max_days.value > 0
	days := user.warn_days
}

# Whose password state is not known may have a usable one.
subjects[$"user:{user.id}"] := user.usable if {
	some user in input.host.password_ages.data.users
	user.usable.unknown
}

passed[id] := verdict.proof($"a warning comes {days.value} days before", [days]) if {
	some id, days in subjects
	days.value >= data.parameters["host.accounts.warn_age"].min_days
}

failed[id] := verdict.proof(_told(days.value), [days]) if {
	some id, days in subjects
	_wrong(days.value)
}

_wrong(days) if days < data.parameters["host.accounts.warn_age"].min_days

_told(days) := $"a warning comes {days} days before the end, and {data.parameters["host.accounts.warn_age"].min_days} or more are accepted"
