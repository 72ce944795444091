package policies.organization.backup.restore_test_recent_test

import data.policies.organization.backup.restore_test_recent as rule

_at := {"file": "register", "line": 2}

_base := {"id": "bk", "at": _at, "criticality": {"value": "critical", "at": _at}, "tests": 1, "success_days": {"value": 90, "at": _at}, "success_on": "2026-08-24", "last_result": {"value": "success", "at": _at}, "last_on": "2026-08-24"}

cases := {
	"on the last day": {"set": {}, "want": "pass"},
	"a day late": {"set": {"success_days": {"value": 91, "at": _at}}, "want": "fail"},
	"longer for a high one": {"set": {"success_days": {"value": 91, "at": _at}, "criticality": {"value": "high", "at": _at}}, "want": "pass"},
	"never": {"set": {"success_days": {"value": -1, "at": _at}, "tests": 0}, "want": "fail"},
	"criticality not readable": {"set": {"criticality": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
	"never, whatever the criticality": {"set": {"criticality": {"unknown": "it could not be read", "at": _at}, "success_days": {"value": -1, "at": _at}}, "want": "fail"},
	"register read in part": {"set": {"success_days": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"restore_state": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without with data.parameters as _parameters
}

_parameters := {"organization.backup.restore_test_recent": {"critical_days": 90, "high_days": 180, "other_days": 365}}

_input(entry) := {"organization": {"restore_state": {"flag": "complete", "data": {"jobs": [entry]}}}}
