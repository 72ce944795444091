package policies.iam.privilege.no_iamfullaccess_test

import data.policies.iam.privilege.no_iamfullaccess as rule

_at := {"file": "report.csv", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"not attached": {"record": {}, "want": "pass"},
	"attached": {"record": {"attached": [{"name": "IAMFullAccess", "arn": "arn:aws:iam::aws:policy/IAMFullAccess", "policy": "policy:arn:aws:iam::aws:policy/IAMFullAccess"}]}, "want": "fail"},
	"read only": {"record": {"attached": [{"name": "IAMReadOnlyAccess", "arn": "arn:aws:iam::aws:policy/IAMReadOnlyAccess", "policy": "policy:arn:aws:iam::aws:policy/IAMReadOnlyAccess"}]}, "want": "pass"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record)
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"principals": {"flag": "not-collected"}}}
}

_input(record) := {"iam": {"principals": {"flag": "complete", "data": {"principals": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "group:ops", "kind": "group", "name": "ops", "arn": "arn:aws:iam::111122223333:group/ops", "at": _at, "created_at": _unread, "tags": [], "groups": _known([]), "attached": [], "inline": []}
