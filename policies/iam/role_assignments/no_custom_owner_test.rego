package policies.iam.role_assignments.no_custom_owner_test

import data.policies.iam.role_assignments.no_custom_owner as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the role below, and the verdict that it gives.
cases := {
	"names its actions": {"role": {}, "want": "pass"},
	"every action": {"role": {"grants": [_star]}, "want": "fail"},
	"every action but some": {"role": {"grants": [object.union(_star, {"not_actions": _known(["Microsoft.Network/*"])})]}, "want": "fail"},
	"every action in a resource group": {"role": {"grants": [_star], "scopes": _known(["/subscriptions/s/resourceGroups/g"])}, "want": "pass"},
	"every action in a management group": {"role": {"grants": [_star], "scopes": _known(["/providers/Microsoft.Management/managementGroups/m"])}, "want": "fail"},
	"every action of one provider": {"role": {"grants": [{"at": _at, "actions": _known(["Microsoft.Compute/*"])}]}, "want": "pass"},
	"declared": {"role": {"name": "Landing zone", "grants": [_star]}, "want": "pass"},
	"its actions are not told": {"role": {"grants": [{"at": _at, "actions": _unread}]}, "want": "unknown"},
	"where it may be assigned is not told": {"role": {"grants": [_star], "scopes": _unread}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input("azure", case.role) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_built_in_roles_and_other_providers_are_another_matter if {
	count(rule.observations) == 0 with input as _input("azure", {"custom": false, "grants": [_star]}) with data.parameters as _parameters
	count(rule.observations) == 0 with input as _input("entra", {"grants": [_star]}) with data.parameters as _parameters
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"role_definitions": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.role_assignments.no_custom_owner": {"declared": ["landing zone"]}}

_input(system, role) := {"iam": {"role_definitions": {"flag": "complete", "data": {"system": system, "account": "s", "roles": [object.union(object.remove(_role, object.keys(role)), role)]}}}}

_star := {"at": _at, "actions": _known(["*"]), "not_actions": _known([])}

_role := {"id": "r1", "name": "Restart", "at": _at, "custom": true, "scopes": _known(["/subscriptions/s"]), "grants": [{"at": _at, "actions": _known(["Microsoft.Compute/virtualMachines/restart/action"]), "not_actions": _known([])}]}
