# METADATA
# title: No custom role allows every action
# description: |
#   A custom role with the action `*` is an owner under another name: whoever looks for owners does not find it, and what it
#   excludes (`notActions`) is no denial. Judged are custom roles that may be assigned at a subscription or above; one that lives
#   in a resource group only is passed.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/azure/role-based-access-control/custom-roles
#     description: Custom roles of Azure
# custom:
#   severity: high
#   subject: role
#   remediation: |
#     Name the actions that the work needs (`az role definition update --role-definition role.json`), or use the built-in role and
#     let people see it.
#   aliases: [azure-no-custom-owner]
#   parameters:
#     declared:
#       default: []
#       description: Names of custom roles that may.
package policies.iam.role_assignments.no_custom_owner

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := array.concat([role.scopes], [grant.actions | some grant in role.grants]) if some id, role in _roles

passed[id] := verdict.proof(text, [role]) if {
	some id, role in _roles
	text := _good[id]
}

failed[id] := verdict.proof($"it allows * at {concat(", ", role.scopes.value)}", [grant | some grant in role.grants]) if {
	some id, role in _roles
	_stars[id] > 0
	_wide[id] > 0
	_declared[id] == 0
}

_good[id] := "it names its actions" if {
	some id, role in _roles
	_stars[id] == 0
	count([grant | some grant in role.grants; grant.actions.value]) == count(role.grants)
}

_good[id] := "it lives in resource groups only" if {
	some id, _ in _roles
	_stars[id] > 0
	_wide[id] == 0
}

_good[id] := "declared" if {
	some id, _ in _roles
	_stars[id] > 0
	_wide[id] > 0
	_declared[id] > 0
}

_stars[id] := count([action | some grant in role.grants; some action in grant.actions.value; action == "*"]) if some id, role in _roles

_wide[id] := count([scope | some scope in role.scopes.value; regex.match(`(?i)^/($|subscriptions/[^/]+/?$|providers/Microsoft\.Management/)`, scope)]) if {
	some id, role in _roles
	role.scopes.value
}

_declared[id] := count({lower(role.name), lower(role.id)} & _names) if some id, role in _roles

_names := {lower(name) | some name in data.parameters["iam.role_assignments.no_custom_owner"].declared}

_roles[$"role:{role.name}"] := role if {
	input.iam.role_definitions.data.system == "azure"
	some role in input.iam.role_definitions.data.roles
	role.custom == true
}
