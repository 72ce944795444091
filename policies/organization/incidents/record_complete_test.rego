package policies.organization.incidents.record_complete_test

import data.policies.organization.incidents.record_complete as rule

_at := {"file": "register", "line": 2}

_base := {"id": "INC-1", "at": _at, "status": {"value": "closed", "at": _at}, "faults": [], "open_points": {"value": "", "at": _at}}

cases := {
	"complete": {"set": {}, "want": "pass"},
	"no owner": {"set": {"faults": ["no owner"]}, "want": "fail"},
	"open": {"set": {"status": {"value": "open", "at": _at}, "open_points": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
	"open and out of order": {"set": {"status": {"value": "open", "at": _at}, "faults": ["contained_at before triaged_at"], "open_points": {"unknown": "it could not be read", "at": _at}}, "want": "fail"},
	"false alarm": {"set": {"status": {"value": "false-positive", "at": _at}, "faults": ["no owner"]}, "want": "not-applicable"},
	"status not readable": {"set": {"status": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry)
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"incident_state": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without
}

_input(entry) := {"organization": {"incident_state": {"flag": "complete", "data": {"incidents": [entry]}}}}
