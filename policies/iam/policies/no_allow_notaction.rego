# METADATA
# title: No statement allows everything but a list
# description: |
#   `Allow` with `NotAction` grants every action that is not on the list, and every action of services that do not exist yet.
#   `Deny` with `NotAction` is sound and does not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
#     description: "IAM JSON policy elements: NotAction"
# custom:
#   severity: medium
#   subject: policy
#   remediation: "Turn the statement round: allow what is needed, or deny the list and allow elsewhere."
#   aliases: [no-notaction-allow]
package policies.iam.policies.no_allow_notaction

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[policy.id] := policy.flaws if some policy in _policies

passed[policy.id] := verdict.proof("no statement allows by NotAction", [policy.flaws]) if {
	some policy in _policies
	every flaw in policy.flaws.value { flaw.kind != "not-action" }
}

failed[policy.id] := verdict.proof(concat("; ", sort({_text(flaw) | some flaw in flaws})), flaws) if {
	some policy in _policies
	flaws := _flaws[policy.id]
	count(flaws) > 0
}

_flaws[policy.id] := [flaw | some flaw in policy.flaws.value; flaw.kind == "not-action"] if {
	some policy in _policies
}

_text(flaw) := $"statement {flaw.statement} allows {flaw.text}"

_policies := [policy |
	some policy in input.iam.policy_grants.data.policies
	policy.owner == "customer"
	count(policy.attached_to) > 0
]
