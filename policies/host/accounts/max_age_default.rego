# METADATA
# title: New passwords end after a time
# description: |
#   PASS_MAX_DAYS is what useradd gives to new accounts; those that exist keep what they have, which is judged
#   apart. Public guidance (NIST SP 800-63B) advises against passwords that end without a reason; benchmarks
#   still ask for a year. 99999 and -1 are never.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/login.defs.5.html
#     description: login.defs(5)
# custom:
#   severity: low
#   subject: login.defs
#   remediation: >-
#     Set `PASS_MAX_DAYS 365` in /etc/login.defs.
#   aliases: [acct-max-age-default]
#   parameters:
#     max_days:
#       default: 365
#       description: The greatest number of days that is accepted.
package policies.host.accounts.max_age_default

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["login.defs"] := input.host.login_defs.data.pass_max_days

passed[id] := verdict.proof($"PASS_MAX_DAYS is {days.value}", [days]) if {
	some id, days in subjects
	days.value >= 1
	days.value <= data.parameters["host.accounts.max_age_default"].max_days
}

failed[id] := verdict.proof($"PASS_MAX_DAYS is {days.value}, and 1 to {data.parameters["host.accounts.max_age_default"].max_days} are accepted", [days]) if {
	some id, days in subjects
	_wrong(days.value)
}

_wrong(days) if days < 1

_wrong(days) if days > data.parameters["host.accounts.max_age_default"].max_days
