package policies.iam.privilege.via_groups_test

import data.policies.iam.privilege.via_groups as rule

_at := {"file": "report.csv", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"groups only": {"record": {}, "want": "pass"},
	"a policy attached": {"record": {"attached": [{"name": "ReadOnlyAccess", "arn": "arn:aws:iam::aws:policy/ReadOnlyAccess", "policy": "policy:arn:aws:iam::aws:policy/ReadOnlyAccess"}]}, "want": "fail"},
	"an inline policy": {"record": {"inline": ["inline:user:ann/x"]}, "want": "fail"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"principals": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.privilege.via_groups": {"exempt": ["user:svc"]}}

_input(record) := {"iam": {"principals": {"flag": "complete", "data": {"principals": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "user:ann", "kind": "user", "name": "ann", "arn": "arn:aws:iam::111122223333:group/ops", "at": _at, "created_at": _unread, "tags": [], "groups": _known([]), "attached": [], "inline": []}

test_exempt_user_gives_no_observation if {
	count(rule.observations) == 0 with input as _input({"id": "user:svc", "inline": ["inline:user:svc/x"]}) with data.parameters as _parameters
}

test_role_gives_no_observation if {
	count(rule.observations) == 0 with input as _input({"id": "role:r", "kind": "role", "inline": ["inline:role:r/x"]}) with data.parameters as _parameters
}
