package policies.iam.role_assignments.top_roles_activated_test

import data.policies.iam.role_assignments.top_roles_activated as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the assignment below, and the verdict that it gives.
cases := {
	"eligible with approval": {"one": {}, "want": "pass"},
	"eligible without approval": {"one": {"approval": _known(false)}, "want": "fail"},
	"eligible without approval, and none is wanted": {"one": {"approval": _known(false)}, "parameters": {"approval": false}, "want": "pass"},
	"eligible, approval not told": {"one": {"approval": _unread}, "want": "unknown"},
	"held for good": {"one": {"kind": _known("permanent"), "approval": _known(false)}, "want": "fail"},
	"held for good by an emergency account": {"one": {"kind": _known("permanent"), "principal": "user:glass@x.example"}, "want": "not-applicable"},
	"held for good by a group": {"one": {"kind": _known("permanent"), "principal": "group:Admins", "principal_kind": "group"}, "want": "fail"},
	"an assignment or an activation": {"one": {"kind": _unread, "approval": _unread}, "want": "unknown"},
	"another role": {"one": {"power": _known("privileged"), "kind": _known("permanent")}, "want": "not-applicable"},
	"what the role allows is not known": {"one": {"power": _unread, "kind": _known("permanent")}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input("entra", case.one) with data.parameters as _parameters(object.get(case, "parameters", {}))
	{o.status | some o in observations} == {case.want}
}

test_applications_and_other_providers_are_another_matter if {
	count(rule.observations) == 0 with input as _input("entra", {"principal_kind": "service"}) with data.parameters as _parameters({})
	count(rule.observations) == 0 with input as _input("azure", {}) with data.parameters as _parameters({})
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"role_assignments": {"flag": "not-collected"}}} with data.parameters as _parameters({})
}

_parameters(own) := {"iam.role_assignments.top_roles_activated": object.union({"break_glass": ["Glass@x.example"], "approval": true}, own)}

_input(system, one) := {"iam": {"role_assignments": {"flag": "complete", "data": {"system": system, "account": "t", "assignments": [object.union(object.remove(_one, object.keys(one)), one)]}}}}

_one := {"id": "Global Administrator @ / = user:ann@x.example", "at": _at, "principal": "user:ann@x.example", "principal_kind": "human", "role": "Global Administrator", "scope": "/", "scope_kind": "directory", "kind": _known("eligible"), "approval": _known(true), "power": _known("admin")}
