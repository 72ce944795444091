package policies.organization.policies.owner_and_approver_test

import data.policies.organization.policies.owner_and_approver as rule

_at := {"file": "register", "line": 2}

_base := {"id": "backup", "at": _at, "status": {"value": "approved", "at": _at}, "owner": {"email": "a@example.org", "at": _at, "state": {"value": "active", "at": _at}, "detail": "a is active"}, "approver": {"email": "b@example.org", "at": _at, "state": {"value": "active", "at": _at}, "detail": "a is active"}, "same_person": {"value": false, "at": _at}}

cases := {
	"both present": {"set": {}, "want": "pass"},
	"owner left": {"set": {"owner": {"email": "a@example.org", "at": _at, "state": {"value": "left", "at": _at}, "detail": "a left on 2026-09-03"}}, "want": "fail"},
	"approver unknown to the roster": {"set": {"approver": {"email": "a@example.org", "at": _at, "state": {"value": "not-in-roster", "at": _at}, "detail": "a is active"}}, "want": "fail"},
	"own approval": {"set": {"same_person": {"value": true, "at": _at}}, "want": "fail"},
	"nobody named": {"set": {"owner": {"email": "", "at": _at, "state": {"value": "none", "at": _at}, "detail": "a is active"}}, "want": "fail"},
	"owner on leave": {"set": {"owner": {"email": "a@example.org", "at": _at, "state": {"value": "on-leave", "at": _at}, "detail": "a is active"}}, "want": "unknown"},
	"owner not readable": {"set": {"owner": {"email": "", "at": _at, "state": {"unknown": "it could not be read", "at": _at}, "detail": "it is not known who it is"}}, "want": "unknown"},
	"draft": {"set": {"status": {"value": "draft", "at": _at}, "owner": {"email": "a@example.org", "at": _at, "state": {"value": "left", "at": _at}, "detail": "a is active"}}, "want": "not-applicable"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry)
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"policy_people": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without
}

_input(entry) := {"organization": {"policy_people": {"flag": "complete", "data": {"policies": [entry]}}}}
