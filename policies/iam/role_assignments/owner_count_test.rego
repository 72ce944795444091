package policies.iam.role_assignments.owner_count_test

import data.policies.iam.role_assignments.owner_count as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# The assignments of a subscription, and the verdict that they give.
cases := {
	"none": {"list": [], "want": "fail"},
	"one": {"list": [_one], "want": "fail"},
	"two": {"list": [_one, _with({"principal": "user:b"})], "want": "pass"},
	"one that is assigned and eligible": {"list": [_one, _with({"id": "again"})], "want": "fail"},
	"four": {"list": [_one, _with({"principal": "user:b"}), _with({"principal": "user:c"}), _with({"principal": "user:d"})], "want": "fail"},
	"two, and others in resource groups": {"list": [_one, _with({"principal": "user:b"}), _with({"principal": "user:c", "scope_kind": "resource-group"}), _with({"principal": "user:d", "scope_kind": "resource-group"})], "want": "pass"},
	"one, and one inherited": {"list": [_one, _with({"principal": "user:b", "scope_kind": "management-group"})], "want": "fail"},
	"one, and one inherited that counts": {"list": [_one, _with({"principal": "user:b", "scope_kind": "management-group"})], "parameters": {"inherited": true}, "want": "pass"},
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

_parameters(own) := {"iam.role_assignments.owner_count": object.union({"min": 2, "max": 3, "inherited": false}, own)}

_one := {"id": "Owner @ /subscriptions/sub-1 = user:a", "at": _at, "principal": "user:a", "principal_kind": "human", "role": "Owner", "scope": "/subscriptions/sub-1", "scope_kind": "subscription"}
