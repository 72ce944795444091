package policies.iam.role_assignments.access_admin_declared_test

import data.policies.iam.role_assignments.access_admin_declared as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# The assignments of a subscription, and the verdict that they give.
cases := {
	"nobody": {"list": [], "want": "pass"},
	"somebody at the root": {"list": [_one], "want": "fail"},
	"somebody at a management group": {"list": [_with({"scope_kind": "management-group"})], "want": "fail"},
	"somebody in a resource group": {"list": [_with({"scope_kind": "resource-group"})], "want": "pass"},
	"a declared one": {"list": [_with({"principal": "user:OPS@x.example"})], "want": "pass"},
	"with a condition": {"list": [_with({"condition": "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})))"})], "want": "pass"},
	"another role": {"list": [_with({"role": "Reader"})], "want": "pass"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input("azure", case.list) with data.parameters as _parameters(object.get(case, "parameters", {}))
	{o.status | some o in observations} == {case.want}
}

test_other_providers_are_another_matter if {
	count(rule.observations) == 0 with input as _input("entra", [_one]) with data.parameters as _parameters({})
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"role_assignments": {"flag": "not-collected"}}} with data.parameters as _parameters({})
}

_input(system, list) := {"iam": {"role_assignments": {"flag": "complete", "data": {"system": system, "account": "sub-1", "assignments": list}}}}

_with(own) := object.union(object.remove(_one, object.keys(own)), own)

_parameters(_) := {"iam.role_assignments.access_admin_declared": {"declared": ["ops@x.example"], "roles": ["User Access Administrator", "Role Based Access Control Administrator"]}}

_one := {"id": "User Access Administrator @ / = user:ann@x.example", "at": _at, "principal": "user:ann@x.example", "principal_kind": "human", "role": "User Access Administrator", "scope": "/", "scope_kind": "organization"}
