package policies.organization.policies.acknowledged_by_staff_test

import data.policies.organization.policies.acknowledged_by_staff as rule

_at := {"file": "register", "line": 2}

_base := {"id": "backup", "at": _at, "population": {"value": 40, "at": _at}, "signed": 40, "percent": 100, "overdue": [], "pending": [], "late": []}

cases := {
	"everybody": {"set": {}, "want": "pass"},
	"two new people still have time": {"set": {"signed": 38, "percent": 95, "pending": ["a (until 2026-12-01)"]}, "want": "pass"},
	"somebody is past the time": {"set": {"signed": 39, "percent": 97.5, "overdue": ["a (no signature)"]}, "want": "fail"},
	"published yesterday": {"set": {"signed": 1, "percent": 2.5, "pending": ["a (until 2026-12-01)"]}, "want": "unknown"},
	"the roster was read in part": {"set": {"population": {"unknown": "it could not be read", "at": _at}, "overdue": ["a (no signature)"]}, "want": "unknown"},
	"nobody in the audience": {"set": {"population": {"value": 0, "at": _at}, "signed": 0, "percent": 0}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"policy_acknowledgement": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without with data.parameters as _parameters
}

_parameters := {"organization.policies.acknowledged_by_staff": {"min_percent": 95}}

_input(entry) := {"organization": {"policy_acknowledgement": {"flag": "complete", "data": object.union({"strangers": [], "absent": [], "population": 40}, {"policies": [entry]})}}}
