package policies.organization.risk.register_reviewed_test

import data.policies.organization.risk.register_reviewed as rule

_at := {"file": "register", "line": 2}

_base := {"id": "R-1", "at": _at, "owner": {"email": "a@example.org", "at": _at, "state": {"value": "active", "at": _at}, "detail": "a is active"}, "treatment": {"value": "mitigate", "at": _at}, "due_on": {"value": "2026-12-31", "at": _at}, "due_in_days": {"value": 39, "at": _at}, "reviewed_days": {"value": 100, "at": _at}, "reviewed_on": "2026-08-14", "acceptance": {"value": "not-accepted", "at": _at}, "acceptance_detail": ""}

cases := {
	"kept": {"set": {}, "want": "pass"},
	"owner left": {"set": {"owner": {"email": "a@example.org", "at": _at, "state": {"value": "left", "at": _at}, "detail": "a left on 2026-09-03"}}, "want": "fail"},
	"no due date": {"set": {"due_on": {"value": "", "at": _at}}, "want": "fail"},
	"no treatment": {"set": {"treatment": {"value": "", "at": _at}}, "want": "fail"},
	"review too old": {"set": {"reviewed_days": {"value": 509, "at": _at}}, "want": "fail"},
	"never reviewed": {"set": {"reviewed_days": {"value": -1, "at": _at}}, "want": "fail"},
	"stale acceptance": {"set": {"acceptance": {"value": "stale", "at": _at}, "acceptance_detail": "accepted for 2 x 4, residual now 3 x 4"}, "want": "fail"},
	"current acceptance": {"set": {"acceptance": {"value": "current", "at": _at}}, "want": "pass"},
	"scores not readable": {"set": {"acceptance": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
	"owner on leave": {"set": {"owner": {"email": "a@example.org", "at": _at, "state": {"value": "on-leave", "at": _at}, "detail": "a is active"}}, "want": "unknown"},
	"date not readable": {"set": {"due_on": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"risk_state": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without with data.parameters as _parameters
}

_parameters := {"organization.risk.register_reviewed": {"max_days": 365}}

_input(entry) := {"organization": {"risk_state": {"flag": "complete", "data": {"risks": [entry]}}}}
