# METADATA
# title: iam:PassRole names the roles it may pass
# description: |
#   Whoever may pass any role to a service that runs code gets the rights of the strongest role that the service may take.
#   Naming the roles is what counts; a wildcard inside the name is accepted when `iam:PassedToService` pins the service. A
#   statement that allows `*` is told by other rules.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
#     description: Grant permissions to pass a role to an AWS service
# custom:
#   severity: high
#   subject: policy
#   remediation: Name the roles in Resource and add a condition on iam:PassedToService.
#   aliases: [passrole-scoped]
package policies.iam.policies.passrole_scoped

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[policy.id] := policy.flaws if some policy in _policies

passed[policy.id] := verdict.proof("iam:PassRole, where it is granted, names its roles", [policy.flaws]) if {
	some policy in _policies
	every flaw in policy.flaws.value { flaw.kind != "pass-role-open" }
}

failed[policy.id] := verdict.proof(concat("; ", sort({_text(flaw) | some flaw in flaws})), flaws) if {
	some policy in _policies
	flaws := _flaws[policy.id]
	count(flaws) > 0
}

_flaws[policy.id] := [flaw | some flaw in policy.flaws.value; flaw.kind == "pass-role-open"] if {
	some policy in _policies
}

_text(flaw) := $"statement {flaw.statement} allows {flaw.text}"

_policies := [policy |
	some policy in input.iam.policy_grants.data.policies
	policy.owner == "customer"
	count(policy.attached_to) > 0
]
