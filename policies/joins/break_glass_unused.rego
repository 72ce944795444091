# METADATA
# title: Each recent use of an emergency account has an incident or a test behind it
# description: |
#   Using it is an emergency, a test, or a break-in. The last sign-in within the days of the parameter must lie within a day and a half
#   of a test (`tests`, with a ticket) or a use (`uses`, with an incident) recorded at its entry of break_glass. Only the last
#   sign-in is told by the systems.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-2, CP-2 (contingency plan)
#   - ref: https://learn.microsoft.com/en-us/entra/identity/role-based-access-control/security-emergency-access
#     description: Microsoft, manage emergency access accounts
# custom:
#   severity: high
#   subject: emergency account
#   remediation: >-
#     Find out who used it and why; write the use down with its incident, and change its password. Let each sign-in raise an alert.
#   parameters:
#     window_days: {default: 90, description: How far back uses are looked at}
#   aliases: [break-glass-unused]
package policies.joins.break_glass_unused

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[one.id] := [one.idle_days, one.last_use_recorded] if some one in input.estate.emergency.data.accounts

passed[one.id] := verdict.proof(_said(one), [one.idle_days]) if {
	some one in input.estate.emergency.data.accounts
	one.idle_days.value > _window
}

passed[one.id] := verdict.proof($"used {one.idle_days.value} days ago, as recorded", [one.last_use_recorded]) if {
	some one in input.estate.emergency.data.accounts
	one.idle_days.value <= _window
	one.last_use_recorded.value == true
}

failed[one.id] := verdict.proof($"the emergency account was used {one.idle_days.value} days ago, and no test and no incident of that day is recorded", [one.idle_days, one.last_use_recorded]) if {
	some one in input.estate.emergency.data.accounts
	one.idle_days.value <= _window
	one.last_use_recorded.value == false
}

_said(one) := "never used" if one.idle_days.value == 2147483647

_said(one) := $"last used {one.idle_days.value} days ago" if one.idle_days.value < 2147483647

_window := data.parameters["joins.break_glass_unused"].window_days
