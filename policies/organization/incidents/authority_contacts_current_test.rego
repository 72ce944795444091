package policies.organization.incidents.authority_contacts_current_test

import data.policies.organization.incidents.authority_contacts_current as rule

_at := {"file": "register", "line": 2}

_base := {"id": "csirt", "at": _at, "reviewed_days": {"value": 365, "at": _at}, "reviewed_on": "2025-11-22"}

cases := {
	"on the last day": {"set": {}, "want": "pass"},
	"too old": {"set": {"reviewed_days": {"value": 366, "at": _at}}, "want": "fail"},
	"never": {"set": {"reviewed_days": {"value": -1, "at": _at}, "reviewed_on": ""}, "want": "fail"},
	"not readable": {"set": {"reviewed_days": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"contact_state": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without with data.parameters as _parameters
}

_parameters := {"organization.incidents.authority_contacts_current": {"max_days": 365}}

_input(entry) := {"organization": {"contact_state": {"flag": "complete", "data": {"contacts": [entry]}}}}
