# METADATA
# title: The password of root ends after a time
# description: |
#   The one password that several people tend to know is the one that must change when one of them leaves. A
#   locked root is no subject.
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
#     `chage --maxdays 365 root`. See first that root does not need the password where nobody can answer a
#     prompt to change it.
#   aliases: [acct-max-age-root, acct-max-age-existing]
#   parameters:
#     max_days:
#       default: 365
#       description: The greatest number of days that is accepted.
package policies.host.accounts.max_age_root

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"user:{user.id}"] := days if {
	some user in input.host.password_ages.data.users
	user.usable.value == true
	user.uid == 0
	days := user.max_days
}

# Whose password state is not known may have a usable one.
subjects[$"user:{user.id}"] := user.usable if {
	some user in input.host.password_ages.data.users
	user.usable.unknown
	user.uid == 0
}

passed[id] := verdict.proof($"the password ends after {days.value} days", [days]) if {
	some id, days in subjects
	days.value >= 1
	days.value <= data.parameters["host.accounts.max_age_root"].max_days
}

failed[id] := verdict.proof(_told(days.value), [days]) if {
	some id, days in subjects
	_wrong(days.value)
}

_wrong(days) if days < 1

_wrong(days) if days > data.parameters["host.accounts.max_age_root"].max_days

_told(days) := "the password never ends" if days == -1

_told(days) := $"the password ends after {days} days, and 1 to {data.parameters["host.accounts.max_age_root"].max_days} are accepted" if days != -1
