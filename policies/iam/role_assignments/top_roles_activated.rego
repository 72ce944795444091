# METADATA
# title: The highest roles are activated when needed, with somebody's approval
# description: |
#   A role that is always on is there for whoever steals the session. Judged is each assignment of full rights over the
#   directory to people or groups: it must be eligible, and its activation must need approval. An assignment that ends by itself
#   and an activation that is on now are not told apart by every export; then it is unknown. Emergency accounts hold their role
#   for good: declare them. Applications cannot activate roles and are another rule's.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-deployment-plan
#     description: Privileged Identity Management
#   - ref: https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings
#     description: "Settings of roles: approval"
# custom:
#   severity: high
#   subject: role-assignment
#   remediation: |
#     Entra: Privileged Identity Management, Roles, Global Administrator (and Privileged Role Administrator, Privileged
#     Authentication Administrator): make the assignments eligible, and in the settings of the role require approval to activate.
#   aliases: [pim-approval]
#   parameters:
#     break_glass:
#       default: []
#       description: Ids or logins of emergency accounts and the group of them, which may hold the role for good.
#     approval:
#       default: true
#       description: Whether activation must need approval.
package policies.iam.role_assignments.top_roles_activated

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := [one.power, one.kind, one.approval] if some id, one in _assignments

passed[id] := verdict.proof(_good[id], [one.kind]) if {
	some id, one in _judged
	_good[id]
}

failed[id] := verdict.proof("held for good", [one.kind]) if {
	some id, one in _judged
	one.kind.value == "permanent"
}

failed[id] := verdict.proof("eligible, and its activation needs nobody's approval", [one.approval]) if {
	some id, one in _judged
	one.kind.value == "eligible"
	data.parameters["iam.role_assignments.top_roles_activated"].approval == true
	one.approval.value == false
}

not_applicable[id] := verdict.proof(text, [one]) if {
	some id, one in _assignments
	text := _outside[id]
}

_good[id] := "eligible, activated with approval" if {
	some id, one in _judged
	one.kind.value == "eligible"
	one.approval.value == true
}

_good[id] := "eligible" if {
	some id, one in _judged
	one.kind.value == "eligible"
	data.parameters["iam.role_assignments.top_roles_activated"].approval == false
	one.approval.value == false
}

_outside[id] := "not among the highest roles" if {
	some id, one in _assignments
	one.power.value != "admin"
}

_outside[id] := "a declared emergency account" if {
	some id, one in _assignments
	one.power.value == "admin"
	_declared[id] > 0
}

_judged[id] := one if {
	some id, one in _assignments
	one.power.value == "admin"
	_declared[id] == 0
}

_declared[id] := count({lower(one.principal), lower(substring(one.principal, indexof(one.principal, ":") + 1, -1))} & _names) if some id, one in _assignments

_names := {lower(name) | some name in data.parameters["iam.role_assignments.top_roles_activated"].break_glass}

_assignments[one.id] := one if {
	input.iam.role_assignments.data.system == "entra"
	some one in input.iam.role_assignments.data.assignments
	one.scope_kind == "directory"
	one.principal_kind in {"human", "guest", "group", "unknown"}
}
