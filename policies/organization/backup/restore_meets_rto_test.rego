package policies.organization.backup.restore_meets_rto_test

import data.policies.organization.backup.restore_meets_rto as rule

_at := {"file": "register", "line": 2}

_base := {"id": "bk", "at": _at, "last_result": {"value": "success", "at": _at}, "last_on": "2026-10-01", "last_minutes": {"value": 48, "at": _at}, "rto_minutes": {"value": 120, "at": _at}, "last_verified_by": {"value": "application", "at": _at}}

cases := {
	"in time and verified": {"set": {}, "want": "pass"},
	"too long": {"set": {"last_minutes": {"value": 121, "at": _at}}, "want": "fail"},
	"failed": {"set": {"last_result": {"value": "failed", "at": _at}}, "want": "fail"},
	"only looked at": {"set": {"last_verified_by": {"value": "visual", "at": _at}}, "want": "fail"},
	"nothing measured": {"set": {"last_result": {"unknown": "it could not be read", "at": _at}, "last_minutes": {"unknown": "it could not be read", "at": _at}, "last_verified_by": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
	"no objective": {"set": {"rto_minutes": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
	"minutes not readable": {"set": {"last_minutes": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry)
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"restore_state": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without
}

_input(entry) := {"organization": {"restore_state": {"flag": "complete", "data": {"jobs": [entry]}}}}
