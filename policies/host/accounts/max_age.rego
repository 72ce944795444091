# METADATA
# title: Passwords in use end after a time
# description: |
#   What counts is the account, not the default: PASS_MAX_DAYS changes nothing for accounts that exist. Without
#   the day of the last change in shadow aging is off, whatever the maximum says; from 10000 days on it is
#   never. Locked accounts and accounts without a password are no subject, root is judged apart.
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
#     `chage --maxdays 365 NAME`; where the last change is missing, `chage --lastday $(date +%F) NAME`.
#   aliases: [acct-max-age-existing]
#   parameters:
#     max_days:
#       default: 365
#       description: The greatest number of days that is accepted.
package policies.host.accounts.max_age

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"user:{user.id}"] := days if {
	some user in input.host.password_ages.data.users
	user.usable.value == true
	user.uid != 0
	days := user.max_days
}

# Whose password state is not known may have a usable one.
subjects[$"user:{user.id}"] := user.usable if {
	some user in input.host.password_ages.data.users
	user.usable.unknown
	user.uid != 0
}

passed[id] := verdict.proof($"the password ends after {days.value} days", [days]) if {
	some id, days in subjects
	days.value >= 1
	days.value <= data.parameters["host.accounts.max_age"].max_days
}

failed[id] := verdict.proof(_told(days.value), [days]) if {
	some id, days in subjects
	_wrong(days.value)
}

_wrong(days) if days < 1

_wrong(days) if days > data.parameters["host.accounts.max_age"].max_days

_told(days) := "the password never ends" if days == -1

_told(days) := $"the password ends after {days} days, and 1 to {data.parameters["host.accounts.max_age"].max_days} are accepted" if days != -1
