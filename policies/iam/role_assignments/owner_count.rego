# METADATA
# title: Each subscription has two or three owners
# description: |
#   One owner alone locks everybody out when it is gone, and every further one is one more to steal. Counted are the principals
#   that hold Owner at the subscription itself; a group counts as one, its members are another matter. Owners that come from a
#   management group are told and not counted unless the parameter says so.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/azure/role-based-access-control/best-practices
#     description: "Best practices for Azure RBAC: limit the number of subscription owners"
# custom:
#   severity: medium
#   subject: subscription
#   remediation: |
#     Give owners a smaller role, or make them eligible in Privileged Identity Management
#     (`az role assignment delete --assignee PRINCIPAL --role Owner --scope /subscriptions/ID`).
#   aliases: [azure-owner-count]
#   parameters:
#     min:
#       default: 2
#       description: The least number.
#     max:
#       default: 3
#       description: The greatest number.
#     inherited:
#       default: false
#       description: Whether owners of management groups above count too.
package policies.iam.role_assignments.owner_count

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [list] if some id, list in _accounts

passed[id] := verdict.proof($"{count(_owners)} owners", [one | some one in _found]) if {
	some id, _ in _accounts
	count(_owners) >= data.parameters["iam.role_assignments.owner_count"].min
	count(_owners) <= data.parameters["iam.role_assignments.owner_count"].max
}

failed[id] := verdict.proof($"{count(_owners)} owners, {data.parameters["iam.role_assignments.owner_count"].min} to {data.parameters["iam.role_assignments.owner_count"].max} are right: {concat(", ", sort(_owners))}", [one | some one in _found]) if {
	some id, _ in _accounts
	count(_owners) < data.parameters["iam.role_assignments.owner_count"].min
}

failed[id] := verdict.proof($"{count(_owners)} owners, {data.parameters["iam.role_assignments.owner_count"].min} to {data.parameters["iam.role_assignments.owner_count"].max} are right: {concat(", ", sort(_owners))}", [one | some one in _found]) if {
	some id, _ in _accounts
	count(_owners) > data.parameters["iam.role_assignments.owner_count"].max
}

_owners := {one.principal | some one in _found}

_found contains one if {
	some one in input.iam.role_assignments.data.assignments
	one.role == "Owner"
	one.scope_kind in _scopes
}

_scopes := {"subscription"} if data.parameters["iam.role_assignments.owner_count"].inherited == false

_scopes := {"subscription", "management-group", "organization"} if data.parameters["iam.role_assignments.owner_count"].inherited == true

_accounts[$"subscription:{list.account}"] := list if {
	list := input.iam.role_assignments.data
	list.system == "azure"
	list.account != ""
}
