package policies.organization.backup.restore_tester_independent_test

import data.policies.organization.backup.restore_tester_independent as rule

_at := {"file": "register", "line": 2}

_base := {"id": "bk", "at": _at, "independent_days": {"value": 40, "at": _at}, "testers": ["a@example.org"]}

cases := {
	"by a colleague": {"set": {}, "want": "pass"},
	"only the owner": {"set": {"independent_days": {"value": -1, "at": _at}}, "want": "fail"},
	"long ago": {"set": {"independent_days": {"value": 400, "at": _at}}, "want": "fail"},
	"no test at all": {"set": {"independent_days": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"restore_testers": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without with data.parameters as _parameters
}

_parameters := {"organization.backup.restore_tester_independent": {"max_days": 365}}

_input(entry) := {"organization": {"restore_testers": {"flag": "complete", "data": {"jobs": [entry]}}}}
