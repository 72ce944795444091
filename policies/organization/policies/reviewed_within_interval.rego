# METADATA
# title: Each approved policy was reviewed within its interval
# description: |
#   A policy that nobody looks at for years describes a company that is gone. The interval is the one the policy
#   declares, and at most the number of days given; an interval that is not declared is never guessed.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PL-1 c
# custom:
#   severity: medium
#   subject: policy
#   remediation: |
#     Review the policy, have it approved again if it changed, and write last_reviewed_on in policies.yaml.
#   aliases: [policy-reviewed-within-interval]
#   parameters:
#     max_interval_days:
#       default: 366
#       description: The longest interval between two reviews, in days.
package policies.organization.policies.reviewed_within_interval

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[$"policy:{policy.id}"] := [policy.status, policy.review_due_in_days, policy.interval_days] if {
	some policy in input.organization.policy_state.data.policies
}

not_applicable[$"policy:{policy.id}"] := verdict.proof($"the policy is {policy.status.value}: it has no review to keep yet", [policy]) if {
	some policy in input.organization.policy_state.data.policies
	policy.status.value != "approved"
}

passed[id] := verdict.proof($"reviewed on {policy.reviewed_on.value}, due {policy.review_due_on}", [policy]) if {
	some id, policy in _approved
	policy.review_due_in_days.value >= 0
	policy.interval_days.value >= 0
	policy.interval_days.value <= _max_days
}

failed[id] := verdict.proof(concat("; ", sort(reasons)), [policy]) if {
	some id, reasons in _reasons
	policy := _approved[id]
}

_reasons[id] contains $"last review {policy.reviewed_on.value}, due {policy.review_due_on}, {abs(policy.review_due_in_days.value)} days late" if {
	some id, policy in _approved
	policy.review_due_in_days.value < 0
}

_reasons[id] contains $"the review interval is {policy.interval_days.value} days, more than {_max_days}" if {
	some id, policy in _approved
	policy.interval_days.value > _max_days
}

_reasons[id] contains "it was never reviewed" if {
	some id, policy in _approved
	policy.reviewed_on.value == ""
}

_max_days := data.parameters["organization.policies.reviewed_within_interval"].max_interval_days

_approved[$"policy:{policy.id}"] := policy if {
	some policy in input.organization.policy_state.data.policies
	policy.status.value == "approved"
}
