# METADATA
# title: New accounts close some time after their password ended
# description: |
#   INACTIVE of /etc/default/useradd is what useradd gives to new accounts; -1, and no line, is never. Accounts
#   that exist are judged apart.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/useradd.8.html
#     description: useradd(8)
# custom:
#   severity: low
#   subject: useradd
#   remediation: >-
#     `useradd -D -f 45`.
#   aliases: [acct-inactive-default]
#   parameters:
#     max_days:
#       default: 45
#       description: The greatest number of days that is accepted.
package policies.host.accounts.inactive_default

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["/etc/default/useradd"] := input.host.useradd.data.inactive_days

passed[id] := verdict.proof($"INACTIVE is {days.value}", [days]) if {
	some id, days in subjects
	days.value >= 0
	days.value <= data.parameters["host.accounts.inactive_default"].max_days
}

failed[id] := verdict.proof($"INACTIVE is {days.value}, and 0 to {data.parameters["host.accounts.inactive_default"].max_days} are accepted", [days]) if {
	some id, days in subjects
	_wrong(days.value)
}

_wrong(days) if days < 0

_wrong(days) if days > data.parameters["host.accounts.inactive_default"].max_days
