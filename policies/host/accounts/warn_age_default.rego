# METADATA
# title: People are warned before a new password ends
# description: |
#   Who is not warned is locked out, or calls somebody who then sets a password by telephone. PASS_WARN_AGE is
#   what useradd gives to new accounts.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/login.defs.5.html
#     description: login.defs(5)
# custom:
#   severity: low
#   subject: login.defs
#   remediation: >-
#     Set `PASS_WARN_AGE 7` in /etc/login.defs.
#   aliases: [acct-warn-age]
#   parameters:
#     min_days:
#       default: 7
#       description: The least number of days that is accepted.
package policies.host.accounts.warn_age_default

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["login.defs"] := input.host.login_defs.data.pass_warn_age

passed[id] := verdict.proof($"PASS_WARN_AGE is {days.value}", [days]) if {
	some id, days in subjects
	days.value >= data.parameters["host.accounts.warn_age_default"].min_days
}

failed[id] := verdict.proof($"PASS_WARN_AGE is {days.value}, and {data.parameters["host.accounts.warn_age_default"].min_days} or more are accepted", [days]) if {
	some id, days in subjects
	_wrong(days.value)
}

_wrong(days) if days < data.parameters["host.accounts.warn_age_default"].min_days
