# METADATA
# title: No statement allows the action star
# description: |
#   `Action: *` grants what AWS will invent tomorrow, even on a single resource (policy changes, deletion). Customer and inline
#   policies that are attached count; a permissions boundary is a ceiling and may be wide.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html
#     description: Policies and permissions in IAM
# custom:
#   severity: high
#   subject: policy
#   remediation: List the actions, or the services (`s3:Get*`), that the task needs.
#   aliases: [no-star-action]
package policies.iam.policies.no_star_action

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[policy.id] := policy.flaws if some policy in _policies

passed[policy.id] := verdict.proof("no statement allows the action star", [policy.flaws]) if {
	some policy in _policies
	every flaw in policy.flaws.value { flaw.kind != "star-action" }
}

failed[policy.id] := verdict.proof(concat("; ", sort({_text(flaw) | some flaw in flaws})), flaws) if {
	some policy in _policies
	flaws := _flaws[policy.id]
	count(flaws) > 0
}

_flaws[policy.id] := [flaw | some flaw in policy.flaws.value; flaw.kind == "star-action"] if {
	some policy in _policies
}

_text(flaw) := $"statement {flaw.statement} allows {flaw.text}"

_policies := [policy |
	some policy in input.iam.policy_grants.data.policies
	policy.owner == "customer"
	count(policy.attached_to) > 0
]
