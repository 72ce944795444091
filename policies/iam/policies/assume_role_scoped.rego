# METADATA
# title: No identity policy allows to assume every role
# description: |
#   With `sts:AssumeRole` on every role, the trust policies alone decide, also those of other accounts and those that will be
#   written tomorrow. A statement with a condition passes here; a statement that allows `*` is told by other rules.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html
#     description: Grant a user permissions to switch roles
# custom:
#   severity: high
#   subject: policy
#   remediation: Name the roles in Resource.
#   aliases: [no-custom-assume-star]
package policies.iam.policies.assume_role_scoped

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[policy.id] := policy.flaws if some policy in _policies

passed[policy.id] := verdict.proof("sts:AssumeRole, where it is granted, names its roles", [policy.flaws]) if {
	some policy in _policies
	every flaw in policy.flaws.value { flaw.kind != "assume-role-open" }
}

failed[policy.id] := verdict.proof(concat("; ", sort({_text(flaw) | some flaw in flaws})), flaws) if {
	some policy in _policies
	flaws := _flaws[policy.id]
	count(flaws) > 0
}

_flaws[policy.id] := [flaw | some flaw in policy.flaws.value; flaw.kind == "assume-role-open"] if {
	some policy in _policies
}

_text(flaw) := $"statement {flaw.statement} allows {flaw.text}"

_policies := [policy |
	some policy in input.iam.policy_grants.data.policies
	policy.owner == "customer"
	count(policy.attached_to) > 0
]
