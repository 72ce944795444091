# METADATA
# title: Nobody undeclared may hand out roles from the root or a whole subscription
# description: |
#   User Access Administrator (and Role Based Access Control Administrator) makes its holder an owner in one step. At the root it
#   is what an elevated Global Administrator leaves behind, over every subscription. Judged are assignments at the root, a
#   management group or a subscription; one with a condition that limits which roles may be handed out is accepted.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/azure/role-based-access-control/elevate-access-global-admin
#     description: Elevate access, and remove it again
#   - ref: https://learn.microsoft.com/azure/role-based-access-control/best-practices
#     description: Best practices for Azure RBAC
# custom:
#   severity: high
#   subject: subscription
#   remediation: |
#     Remove it (`az role assignment delete --assignee PRINCIPAL --role "User Access Administrator" --scope /`), or give it with a
#     condition that limits the roles, or declare the principal.
#   aliases: [azure-uaa-restricted]
#   parameters:
#     declared:
#       default: []
#       description: Ids or names of principals that may hold it.
#     roles:
#       default: [User Access Administrator, Role Based Access Control Administrator]
#       description: Roles that hand out roles.
package policies.iam.role_assignments.access_admin_declared

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [list] if some id, list in _accounts

passed[id] := verdict.proof("nobody undeclared holds it", []) if {
	some id, _ in _accounts
	count(_undeclared) == 0
}

failed[id] := verdict.proof(concat("; ", sort([one.id | some one in _undeclared])), [one | some one in _undeclared]) if {
	some id, _ in _accounts
	count(_undeclared) > 0
}

_undeclared := {one |
	some one in input.iam.role_assignments.data.assignments
	one.role in {role | some role in data.parameters["iam.role_assignments.access_admin_declared"].roles}
	one.scope_kind in {"organization", "management-group", "subscription"}
	object.get(one, "condition", "") == ""
	count({lower(one.principal), lower(substring(one.principal, indexof(one.principal, ":") + 1, -1))} & _names) == 0
}

_names := {lower(name) | some name in data.parameters["iam.role_assignments.access_admin_declared"].declared}

_accounts[$"subscription:{list.account}"] := list if {
	list := input.iam.role_assignments.data
	list.system == "azure"
}
