# METADATA
# title: The people whom a policy addresses signed its current version
# description: |
#   A policy binds those who know it. Counted are the active people of the audience, taken from the roster and
#   never from the signatures. A signature of another version, or from before the approval, does not count.
#   Everybody has 30 days from the publication or the hire.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PL-4 b
# custom:
#   severity: medium
#   subject: policy
#   remediation: |
#     Ask the people named for their signature under the current version and add it to policy-acks.csv.
#   aliases: [policy-acknowledged-by-staff]
#   parameters:
#     min_percent:
#       default: 95
#       description: The least share of the audience that must have signed while the rest still has time, in percent.
package policies.organization.policies.acknowledged_by_staff

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"policy:{policy.id}"] := [policy.population, _pending[policy.id]] if some policy in input.organization.policy_acknowledgement.data.policies

passed[$"policy:{policy.id}"] := verdict.proof($"{policy.signed} of {policy.population.value} ({policy.percent} %) signed the current version", [policy]) if {
	some policy in input.organization.policy_acknowledgement.data.policies
	policy.population.value > 0
	policy.overdue == []
	policy.percent >= data.parameters["organization.policies.acknowledged_by_staff"].min_percent
}

failed[$"policy:{policy.id}"] := verdict.proof($"{policy.signed} of {policy.population.value} ({policy.percent} %) signed the current version; missing: {concat(", ", policy.overdue)}", [policy]) if {
	some policy in input.organization.policy_acknowledgement.data.policies
	policy.population.value > 0
	policy.overdue != []
}

_pending[policy.id] := {"unknown": $"still inside the 30 days: {concat(", ", policy.pending)}", "at": policy.at} if {
	some policy in input.organization.policy_acknowledgement.data.policies
	policy.pending != []
}

_pending[policy.id] := {"value": "", "at": policy.at} if {
	some policy in input.organization.policy_acknowledgement.data.policies
	policy.pending == []
}
