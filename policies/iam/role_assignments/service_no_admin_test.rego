package policies.iam.role_assignments.service_no_admin_test

import data.policies.iam.role_assignments.service_no_admin as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# The assignments of a subscription, and the verdict that they give.
cases := {
	"an ordinary role": {"list": [_with({"power": _known("standard"), "role": "Reader"})], "want": "pass"},
	"Contributor": {"list": [_one], "want": "fail"},
	"a custom role that gives everything": {"list": [_with({"power": _known("admin"), "role": "Mine"})], "want": "fail"},
	"a declared pipeline": {"list": [_with({"principal": "app:Pipeline"})], "want": "pass"},
	"a custom role that is not known": {"list": [_with({"power": _unread, "role": "Mine"})], "want": "unknown"},
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

test_people_and_smaller_scopes_are_another_matter if {
	count(rule.observations) == 0 with input as _input("azure", [_with({"principal_kind": "human"}), _with({"scope_kind": "resource-group"})]) with data.parameters as _parameters({})
}

_parameters(_) := {"iam.role_assignments.service_no_admin": {"declared": ["pipeline"]}}

_one := {"id": "Contributor @ /subscriptions/sub-1 = app:web", "at": _at, "principal": "app:web", "principal_kind": "service", "role": "Contributor", "scope": "/subscriptions/sub-1", "scope_kind": "subscription", "power": _known("privileged")}
