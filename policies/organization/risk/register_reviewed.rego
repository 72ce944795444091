# METADATA
# title: Each open risk has a present owner, a treatment, a due date, a review within the year and an acceptance that still holds
# description: |
#   A register that nobody reads is a list of predictions. An acceptance counts for the residual risk that was
#   accepted: when the scores changed, or its term is over, it is stale. Who left is told by date.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/30/r1/final
#     description: NIST SP 800-30, risk assessments
# custom:
#   severity: medium
#   subject: risk
#   remediation: |
#     Review the risk with a present owner, write reviewed_on and due, and have a changed residual risk accepted
#     again.
#   aliases: [risk-register-reviewed]
#   parameters:
#     max_days:
#       default: 365
#       description: Days since the last review.
package policies.organization.risk.register_reviewed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"risk:{risk.id}"] := [risk.owner.state, risk.treatment, risk.due_on, risk.reviewed_days, risk.acceptance] if some risk in input.organization.risk_state.data.risks

passed[$"risk:{risk.id}"] := verdict.proof($"{risk.owner.detail}, {risk.treatment.value} until {risk.due_on.value}, reviewed on {risk.reviewed_on}", [risk]) if {
	some risk in input.organization.risk_state.data.risks
	risk.owner.state.value == "active"
	risk.treatment.value != ""
	risk.due_on.value != ""
	risk.reviewed_days.value >= 0
	risk.reviewed_days.value <= _max_days
	risk.acceptance.value in {"not-accepted", "current"}
}

failed[id] := verdict.proof(concat("; ", sort(reasons)), [_risks[id]]) if some id, reasons in _reasons

_reasons[$"risk:{risk.id}"] contains $"owner: {risk.owner.detail}" if {
	some risk in input.organization.risk_state.data.risks
	risk.owner.state.value in {"left", "future", "not-in-roster", "none"}
}

_reasons[$"risk:{risk.id}"] contains "no treatment" if {
	some risk in input.organization.risk_state.data.risks
	risk.treatment.value == ""
}

_reasons[$"risk:{risk.id}"] contains "no due date" if {
	some risk in input.organization.risk_state.data.risks
	risk.due_on.value == ""
}

_reasons[$"risk:{risk.id}"] contains $"last review {risk.reviewed_on}, {risk.reviewed_days.value} days ago" if {
	some risk in input.organization.risk_state.data.risks
	risk.reviewed_days.value > _max_days
}

_reasons[$"risk:{risk.id}"] contains "never reviewed" if {
	some risk in input.organization.risk_state.data.risks
	risk.reviewed_days.value < 0
}

_reasons[$"risk:{risk.id}"] contains risk.acceptance_detail if {
	some risk in input.organization.risk_state.data.risks
	risk.acceptance.value in {"stale", "incomplete"}
}

_risks[$"risk:{risk.id}"] := risk if some risk in input.organization.risk_state.data.risks

_max_days := data.parameters["organization.risk.register_reviewed"].max_days
