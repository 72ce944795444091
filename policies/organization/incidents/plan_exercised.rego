# METADATA
# title: The incident plan was exercised within the year, with lessons and dated actions
# description: |
#   A plan that was never played fails on its first line. An exercise without written lessons, or whose open
#   actions have no date, was a meeting.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/84/final
#     description: NIST SP 800-84, exercises
# custom:
#   severity: medium
#   subject: organization
#   remediation: |
#     Play a scenario with the people of the plan, write down the lessons, give each action a date, and add it to
#     exercises.csv.
#   aliases: [incident-plan-exercised]
#   parameters:
#     max_days:
#       default: 365
#       description: Days since the last exercise.
package policies.organization.incidents.plan_exercised

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["organization"] := [state.last_days, state.lessons, state.open_actions_without_date] if state := input.organization.exercise_state.data

passed["organization"] := verdict.proof($"exercised on {state.last_on}, with lessons", [state.last_days]) if {
	state := input.organization.exercise_state.data
	state.last_days.value >= 0
	state.last_days.value <= _max_days
	state.lessons.value != ""
	state.open_actions_without_date.value == 0
}

failed["organization"] := verdict.proof(concat("; ", sort(_reasons)), [input.organization.exercise_state.data]) if some _ in _reasons

_reasons contains $"last exercise on {state.last_on}, {state.last_days.value} days ago" if {
	state := input.organization.exercise_state.data
	state.last_days.value > _max_days
}

_reasons contains "no exercise was held" if input.organization.exercise_state.data.last_days.value < 0

_reasons contains "no lessons are written down" if {
	state := input.organization.exercise_state.data
	state.last_days.value >= 0
	state.lessons.value == ""
}

_reasons contains $"{state.open_actions_without_date.value} open actions have no date" if {
	state := input.organization.exercise_state.data
	state.open_actions_without_date.value > 0
}

_max_days := data.parameters["organization.incidents.plan_exercised"].max_days
