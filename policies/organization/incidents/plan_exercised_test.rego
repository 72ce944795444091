package policies.organization.incidents.plan_exercised_test

import data.policies.organization.incidents.plan_exercised as rule

_at := {"file": "register", "line": 2}

_base := {"at": _at, "last_days": {"value": 100, "at": _at}, "last_on": "2026-08-14", "lessons": {"value": "the list of phone numbers was old", "at": _at}, "open_actions_without_date": {"value": 0, "at": _at}}

cases := {
	"this year": {"set": {}, "want": "pass"},
	"long ago": {"set": {"last_days": {"value": 366, "at": _at}}, "want": "fail"},
	"never": {"set": {"last_days": {"value": -1, "at": _at}}, "want": "fail"},
	"no lessons": {"set": {"lessons": {"value": "", "at": _at}}, "want": "fail"},
	"undated actions": {"set": {"open_actions_without_date": {"value": 2, "at": _at}}, "want": "fail"},
	"actions not readable": {"set": {"open_actions_without_date": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"exercise_state": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without with data.parameters as _parameters
}

_parameters := {"organization.incidents.plan_exercised": {"max_days": 365}}

_input(entry) := {"organization": {"exercise_state": {"flag": "complete", "data": entry}}}
