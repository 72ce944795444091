package policies.organization.training.new_hire_on_time_test

import data.policies.organization.training.new_hire_on_time as rule

cases := {
	"on time": {"item": _person("on-time", {"value": true, "at": _at}), "want": {"person:E015": "pass"}},
	"late": {"item": _person("late", {"value": false, "at": _at}), "want": {"person:E015": "fail"}},
	"still running": {"item": _person("running", {"unknown": "due 2026-11-25", "at": _at}), "want": {"person:E015": "unknown"}},
	"starts later": {"item": _person("not-started", {"unknown": "starts 2027-01-04", "at": _at}), "want": {"person:E015": "not-applicable"}},
	"here for years": {"item": {"id": "E001", "at": _at}, "want": {}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.item) with data.parameters as _parameters
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"organization": {"training_state": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"organization.training.new_hire_on_time": {}}

_at := {"file": "register.csv", "line": 2}

_person(state, fact) := {
	"id": "E015",
	"at": _at,
	"onboarding": {"state": state, "hired_days_ago": 49, "summary": "complete 49 days after hire", "at": [_at], "fact": fact},
}

_snapshot(item) := {"organization": {"training_state": {"flag": "complete", "data": {"at": _at, "people": [item], "topics": []}}}}
