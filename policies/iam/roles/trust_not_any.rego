# METADATA
# title: No role can be assumed by anyone
# description: |
#   A trust policy that names `*` admits every account of AWS. A condition that pins the organization, the account or the
#   principal closes it; an external id alone does not, for it is no secret. That a role trusts its own account is the usual
#   way to leave the decision to identity policies, and is no finding.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#     description: "IAM JSON policy elements: Principal"
# custom:
#   severity: critical
#   subject: role
#   remediation: Name the accounts or roles in Principal (`aws iam update-assume-role-policy`), or add a condition on aws:PrincipalOrgID.
#   aliases: [role-trust-not-any]
package policies.iam.roles.trust_not_any

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[role.id] := role.trust if some role in input.iam.roles.data.roles

passed[role.id] := verdict.proof("does not admit everyone", [role.trust]) if {
	some role in input.iam.roles.data.roles
	every grant in role.trust.value { _closed(grant) }
}

failed[role.id] := verdict.proof(concat("; ", sort({_text(grant) | some grant in grants})), grants) if {
	some role in input.iam.roles.data.roles
	grants := _open[role.id]
	count(grants) > 0
}

_open[role.id] := [grant |
	some grant in role.trust.value
	grant.kind == "anyone"
	every pin in grant.restrictions { not pin in _closing }
] if {
	some role in input.iam.roles.data.roles
}

_closed(grant) if grant.kind != "anyone"

_closed(grant) if {
	some pin in grant.restrictions
	pin in _closing
}

_closing := {"organization", "account", "principal", "network"}

_text(grant) := $"statement {grant.statement} admits every AWS account" if count(grant.conditions) == 0

_text(grant) := $"statement {grant.statement} admits every AWS account; its conditions ({concat(", ", grant.conditions)}) do not close it" if {
	count(grant.conditions) > 0
}
