package policies.organization.training.completed_annually_test

import data.policies.organization.training.completed_annually as rule

cases := {
	"current": {"item": {"id": "E001", "at": _at, "annual": _annual("current", {"value": true, "at": _at})}, "want": {"person:E001": "pass"}},
	"lacking": {"item": {"id": "E001", "at": _at, "annual": _annual("lacking", {"value": false, "at": _at})}, "want": {"person:E001": "fail"}},
	"onboarding": {"item": {"id": "E001", "at": _at, "annual": _annual("onboarding", {"unknown": "hired 27 days ago", "at": _at})}, "want": {"person:E001": "unknown"}},
	"a record that cannot be read": {"item": {"id": "E001", "at": _at, "annual": _annual("unclear", {"unknown": "no date", "at": _at})}, "want": {"person:E001": "unknown"}},
	"not here yet": {"item": {"id": "E041", "at": _at}, "want": {}},
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

_parameters := {"organization.training.completed_annually": {}}

_at := {"file": "register.csv", "line": 2}

_annual(state, fact) := {"state": state, "summary": "phishing not completed (Past Due)", "at": [_at], "fact": fact}

_snapshot(item) := {"organization": {"training_state": {"flag": "complete", "data": {"at": _at, "people": [item], "topics": []}}}}
