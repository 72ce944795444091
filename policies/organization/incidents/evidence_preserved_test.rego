package policies.organization.incidents.evidence_preserved_test

import data.policies.organization.incidents.evidence_preserved as rule

_at := {"file": "register", "line": 2}

_base := {"id": "INC-1", "at": _at, "evidence": {"value": "preserved", "at": _at}, "evidence_detail": "as told"}

cases := {
	"good": {"set": {}, "want": "pass"},
	"bad": {"set": {"evidence": {"value": "faulty", "at": _at}}, "want": "fail"},
	"outside the scope": {"set": {"evidence": {"value": "none", "at": _at}}, "want": "not-applicable"},
	"not decided yet": {"set": {"evidence": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
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
