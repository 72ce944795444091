package policies.organization.policies.security_roles_assigned_test

import data.policies.organization.policies.security_roles_assigned as rule

_at := {"file": "register", "line": 2}

_base := {"id": "ciso", "at": _at, "holder": {"email": "a@example.org", "at": _at, "state": {"value": "active", "at": _at}, "detail": "a is active"}, "deputy": {"email": "b@example.org", "at": _at, "state": {"value": "active", "at": _at}, "detail": "a is active"}}

cases := {
	"both present": {"set": {}, "want": "pass"},
	"deputy left": {"set": {"deputy": {"email": "b@example.org", "at": _at, "state": {"value": "left", "at": _at}, "detail": "b left on 2026-09-03"}}, "want": "fail"},
	"nobody named": {"set": {"holder": {"email": "", "at": _at, "state": {"value": "none", "at": _at}, "detail": "a is active"}}, "want": "fail"},
	"deputy is the holder": {"set": {"deputy": {"email": "a@example.org", "at": _at, "state": {"value": "active", "at": _at}, "detail": "a is active"}}, "want": "fail"},
	"holder on leave": {"set": {"holder": {"email": "a@example.org", "at": _at, "state": {"value": "on-leave", "at": _at}, "detail": "a is active"}}, "want": "unknown"},
	"holder not readable": {"set": {"holder": {"email": "", "at": _at, "state": {"unknown": "it could not be read", "at": _at}, "detail": "it is not known who it is"}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry)
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"role_state": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without
}

_input(entry) := {"organization": {"role_state": {"flag": "complete", "data": {"roles": [entry]}}}}
