# METADATA
# title: New passwords must stay for a time
# description: |
#   PASS_MIN_DAYS keeps people from changing through the password history back to the old password within a
#   minute. It also keeps them from changing a password that was seen; many policies set it to 0.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/login.defs.5.html
#     description: login.defs(5)
# custom:
#   severity: low
#   subject: login.defs
#   remediation: >-
#     Set `PASS_MIN_DAYS 1` in /etc/login.defs.
#   aliases: [acct-min-age-default]
#   parameters:
#     min_days:
#       default: 1
#       description: The least number of days that is accepted.
package policies.host.accounts.min_age_default

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["login.defs"] := input.host.login_defs.data.pass_min_days

passed[id] := verdict.proof($"PASS_MIN_DAYS is {days.value}", [days]) if {
	some id, days in subjects
	days.value >= data.parameters["host.accounts.min_age_default"].min_days
}

failed[id] := verdict.proof($"PASS_MIN_DAYS is {days.value}, and {data.parameters["host.accounts.min_age_default"].min_days} or more are accepted", [days]) if {
	some id, days in subjects
	_wrong(days.value)
}

_wrong(days) if days < data.parameters["host.accounts.min_age_default"].min_days
