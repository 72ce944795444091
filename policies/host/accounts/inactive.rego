# METADATA
# title: Accounts close some time after their password ended
# description: |
#   An account that nobody renewed the password of is one that nobody uses, or whose owner left. Without the
#   setting an ended password can still be renewed years later by whoever knows it.
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
#     `chage --inactive 45 NAME`.
#   aliases: [acct-inactive-existing]
#   parameters:
#     max_days:
#       default: 45
#       description: The greatest number of days that is accepted.
package policies.host.accounts.inactive

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"user:{user.id}"] := days if {
	some user in input.host.password_ages.data.users
	user.usable.value == true
	days := user.inactive_days
}

# Whose password state is not known may have a usable one.
subjects[$"user:{user.id}"] := user.usable if {
	some user in input.host.password_ages.data.users
	user.usable.unknown
}

passed[id] := verdict.proof($"the account closes {days.value} days after its password ended", [days]) if {
	some id, days in subjects
	days.value >= 0
	days.value <= data.parameters["host.accounts.inactive"].max_days
}

failed[id] := verdict.proof(_told(days.value), [days]) if {
	some id, days in subjects
	_wrong(days.value)
}

_wrong(days) if days < 0

_wrong(days) if days > data.parameters["host.accounts.inactive"].max_days

_told(days) := "the account never closes after its password ended" if days == -1

_told(days) := $"the account closes {days} days after its password ended, and 0 to {data.parameters["host.accounts.inactive"].max_days} are accepted" if days != -1
