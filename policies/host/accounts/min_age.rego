# METADATA
# title: Passwords in use must stay for a time
# description: |
#   Without it people change through the password history back to the old password within a minute. Where the
#   policy is 0, set the parameter to 0.
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
#     `chage --mindays 1 NAME`.
#   aliases: [acct-min-age-existing]
#   parameters:
#     min_days:
#       default: 1
#       description: The least number of days that is accepted.
package policies.host.accounts.min_age

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"user:{user.id}"] := days if {
	some user in input.host.password_ages.data.users
	user.usable.value == true
	days := user.min_days
}

# Whose password state is not known may have a usable one.
subjects[$"user:{user.id}"] := user.usable if {
	some user in input.host.password_ages.data.users
	user.usable.unknown
}

passed[id] := verdict.proof($"the password must stay for {days.value} days", [days]) if {
	some id, days in subjects
	days.value >= data.parameters["host.accounts.min_age"].min_days
}

failed[id] := verdict.proof(_told(days.value), [days]) if {
	some id, days in subjects
	_wrong(days.value)
}

_wrong(days) if days < data.parameters["host.accounts.min_age"].min_days

_told(days) := $"the password must stay for {days} days, and {data.parameters["host.accounts.min_age"].min_days} or more are accepted"
