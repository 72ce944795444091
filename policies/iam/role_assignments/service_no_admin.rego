# METADATA
# title: Service principals and managed identities administrate no whole subscription
# description: |
#   Whoever runs code where such an identity lives, or reads its secret, has its rights, without a second factor. Judged are
#   assignments to service principals at a subscription or above: Owner, Contributor, the roles that hand out roles, and custom
#   roles that give as much. Deployment identities that need it are declared.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/azure/role-based-access-control/best-practices
#     description: Best practices for Azure RBAC
#   - ref: https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identity-best-practice-recommendations
#     description: Managed identities
# custom:
#   severity: high
#   subject: role-assignment
#   remediation: |
#     Give a role for what the program does, on the resource group it does it in
#     (`az role assignment create --assignee APP --role ROLE --scope /subscriptions/ID/resourceGroups/GROUP`), then delete the wide
#     one.
#   aliases: [azure-identity-no-admin]
#   parameters:
#     declared:
#       default: []
#       description: Ids or names of principals that may hold such a role (a deployment pipeline).
package policies.iam.role_assignments.service_no_admin

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [one.power] if some id, one in _assignments

passed[id] := verdict.proof(text, [one.power]) if {
	some id, one in _assignments
	text := _good[id]
}

failed[id] := verdict.proof($"{one.role} over {one.scope}", [one.power]) if {
	some id, one in _assignments
	one.power.value in {"admin", "privileged"}
	_declared[id] == 0
}

_good[id] := "its role administrates nothing as a whole" if {
	some id, one in _assignments
	one.power.value == "standard"
}

_good[id] := "declared" if {
	some id, one in _assignments
	one.power.value in {"admin", "privileged"}
	_declared[id] > 0
}

_declared[id] := count({lower(one.principal), lower(substring(one.principal, indexof(one.principal, ":") + 1, -1))} & _names) if some id, one in _assignments

_names := {lower(name) | some name in data.parameters["iam.role_assignments.service_no_admin"].declared}

_assignments[one.id] := one if {
	input.iam.role_assignments.data.system == "azure"
	some one in input.iam.role_assignments.data.assignments
	one.principal_kind == "service"
	one.scope_kind in {"organization", "management-group", "subscription"}
}
