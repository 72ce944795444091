package policies.organization.training.records_integrity_test

import data.policies.organization.training.records_integrity as rule

cases := {
	"in order": {"item": {}, "want": {"person:E001": "pass"}},
	"no durations": {"item": {"shortest": {"at": _at, "percent": 80, "text": "20 minutes of 25"}}, "want": {"person:E001": "pass"}},
	"before the hire": {"item": {"problems": [{"at": _at, "text": "a completion on 2026-01-15, hired 2026-02-02"}]}, "want": {"person:E001": "fail"}},
	"in two minutes": {"item": {"shortest": {"at": _at, "percent": 6.7, "text": "2 minutes of 30"}}, "want": {"person:E001": "fail"}},
	"two reasons": {"item": {"shortest": {"at": _at, "percent": 6.7, "text": "2 minutes of 30"}, "problems": [{"at": _at, "text": "twice"}]}, "want": {"person:E001": "fail"}},
	"a date that cannot be read": {"item": {"unclear": [{"unknown": "not a date", "at": _at}]}, "want": {"person:E001": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.item) with data.parameters as _parameters
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"organization": {"training_integrity": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"organization.training.records_integrity": {"min_duration_percent": 10}}

_at := {"file": "register.csv", "line": 2}

_item := {"id": "person:E001", "at": _at, "records": 4, "problems": [], "unclear": []}

_with(base, item) := object.union(object.remove(base, object.keys(item)), item)

_snapshot(item) := {"organization": {"training_integrity": {"flag": "complete", "data": {"subjects": [_with(_item, item)]}}}}
