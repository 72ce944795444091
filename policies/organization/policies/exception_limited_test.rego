package policies.organization.policies.exception_limited_test

import data.policies.organization.policies.exception_limited as rule

_at := {"file": "register", "line": 2}

_base := {"id": "EX-1", "at": _at, "faults": [], "undecided": {"value": "", "at": _at}, "expires_on": "2027-01-01", "days": {"value": 200, "at": _at}, "expired": {"value": false, "at": _at}}

cases := {
	"complete": {"set": {}, "want": "pass"},
	"expired": {"set": {"faults": ["it expired on 2026-09-30 and suppresses nothing"]}, "want": "fail"},
	"a date that cannot be read": {"set": {"undecided": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
	"a fault beside a date that cannot be read": {"set": {"undecided": {"unknown": "it could not be read", "at": _at}, "faults": ["the approver is the owner"]}, "want": "fail"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry)
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"exception_state": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without
}

_input(entry) := {"organization": {"exception_state": {"flag": "complete", "data": {"exceptions": [entry]}}}}
