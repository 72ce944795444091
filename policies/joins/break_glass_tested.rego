# METADATA
# title: Emergency accounts were tried recently
# description: |
#   A key that was never tried opens nothing on the night it is needed: it expired, its battery died, or a new policy holds the account
#   back. A test is a sign-in with a ticket, recorded under `tests` of its entry of break_glass.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-2, CP-2 (contingency plan)
#   - ref: https://learn.microsoft.com/en-us/entra/identity/role-based-access-control/security-emergency-access
#     description: Microsoft, manage emergency access accounts
# custom:
#   severity: low
#   subject: emergency account
#   remediation: >-
#     Sign in with each account from its safe every quarter, with a ticket, and write the day down.
#   parameters:
#     max_days: {default: 90, description: Days since the last test}
#   aliases: [break-glass-tested]
package policies.joins.break_glass_tested

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[one.id] := one.tested_days if some one in input.estate.emergency.data.accounts

passed[one.id] := verdict.proof($"tested {one.tested_days.value} days ago", [one.tested_days]) if {
	some one in input.estate.emergency.data.accounts
	one.tested_days.value <= _allowed
}

failed[one.id] := verdict.proof($"the last test was {one.tested_days.value} days ago, {_allowed} allowed", [one.tested_days]) if {
	some one in input.estate.emergency.data.accounts
	one.tested_days.value > _allowed
}

failed[one.id] := verdict.proof("no test of the emergency account is recorded", [one.tested]) if {
	some one in input.estate.emergency.data.accounts
	one.tested.value == false
}

_allowed := data.parameters["joins.break_glass_tested"].max_days
