package policies.organization.training.topic_mobile_test

import data.policies.organization.training.topic_mobile as rule

cases := {
	"enough": {"item": {}, "want": {"organization": "pass"}},
	"too few": {"item": {"completed": 20, "percent": 62.5, "possible_percent": 62.5}, "want": {"organization": "fail"}},
	"unreadable records may make the difference": {"item": {"completed": 30, "unclear": 1, "percent": 93.8, "possible_percent": 96.9}, "want": {"organization": "unknown"}},
	"no such module": {"item": {"covered": false, "completed": 0, "percent": 0, "possible_percent": 0}, "want": {"organization": "fail"}},
	"no devices": {"item": {"people": 0, "completed": 0, "percent": 0, "possible_percent": 0}, "want": {"organization": "not-applicable"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.item) with data.parameters as _parameters
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"organization": {"training_holders": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"organization.training.topic_mobile": {"min_percent": 95}}

_at := {"file": "register.csv", "line": 2}

_holders := {"at": _at, "covered": true, "people": 32, "completed": 31, "unclear": 0, "percent": 96.9, "possible_percent": 96.9}

_with(base, item) := object.union(object.remove(base, object.keys(item)), item)

_snapshot(item) := {"organization": {"training_holders": {"flag": "complete", "data": _with(_holders, item)}}}
