package policies.organization.data.owner_active_test

import data.policies.organization.data.owner_active as rule

_at := {"file": "register", "line": 2}

_base := {"id": "crm", "at": _at, "owner": {"email": "a@example.org", "at": _at, "state": {"value": "active", "at": _at}, "detail": "a is active"}}

cases := {
	"present": {"set": {}, "want": "pass"},
	"left": {"set": {"owner": {"email": "a@example.org", "at": _at, "state": {"value": "left", "at": _at}, "detail": "a left on 2026-10-30"}}, "want": "fail"},
	"nobody": {"set": {"owner": {"email": "", "at": _at, "state": {"value": "none", "at": _at}, "detail": "a is active"}}, "want": "fail"},
	"typing error": {"set": {"owner": {"email": "a@example.org", "at": _at, "state": {"value": "not-in-roster", "at": _at}, "detail": "a is active"}}, "want": "fail"},
	"on leave": {"set": {"owner": {"email": "a@example.org", "at": _at, "state": {"value": "on-leave", "at": _at}, "detail": "a is active"}}, "want": "unknown"},
	"not readable": {"set": {"owner": {"email": "", "at": _at, "state": {"unknown": "it could not be read", "at": _at}, "detail": "it is not known who it is"}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry)
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"data_owners": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without
}

_input(entry) := {"organization": {"data_owners": {"flag": "complete", "data": {"stores": [entry]}}}}
