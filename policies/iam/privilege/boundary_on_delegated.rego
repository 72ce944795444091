# METADATA
# title: Who can make users or roles is held by a permissions boundary
# description: |
#   Whoever makes a role and gives it rights gives itself those rights. A boundary on the maker, which demands the same boundary on
#   what is made, keeps the delegation within its bounds. Full administrators are no delegates and are judged elsewhere; roles
#   that AWS keeps for its services cannot have one. What a boundary itself allows is judged with the effective rights.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
#     description: "Permissions boundaries for IAM entities"
# custom:
#   severity: medium
#   subject: principal
#   remediation: |
#     `aws iam put-role-permissions-boundary --role-name NAME --permissions-boundary POLICY_ARN` (put-user-… for users), with
#     a boundary that allows iam:CreateRole only with the condition iam:PermissionsBoundary.
#   aliases: [boundary-on-delegated-admins]
package policies.iam.privilege.boundary_on_delegated

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[one.id] := [one.creates, one.admin] if some one in input.iam.delegated_admins.data.principals

passed[one.id] := verdict.proof($"may {concat(", ", one.creates.value)} within the boundary {one.boundary}", [one.creates]) if {
	some one in _delegates
	one.boundary != ""
}

failed[one.id] := verdict.proof($"may {concat(", ", one.creates.value)} and has no permissions boundary", [one.creates]) if {
	some one in _delegates
	one.boundary == ""
}

not_applicable[one.id] := verdict.proof("makes neither users nor roles", [one.creates]) if {
	some one in input.iam.delegated_admins.data.principals
	count(one.creates.value) == 0
}

not_applicable[one.id] := verdict.proof("is a full administrator", [one.admin]) if {
	some one in input.iam.delegated_admins.data.principals
	count(one.creates.value) > 0
	one.admin.value == "yes"
}

_delegates contains one if {
	some one in input.iam.delegated_admins.data.principals
	count(one.creates.value) > 0
	one.admin.value != "yes"
}
