package policies.organization.data.personal_data_location_allowed_test

import data.policies.organization.data.personal_data_location_allowed as rule

_at := {"file": "register", "line": 2}

_base := {"id": "crm", "at": _at, "personal_data": {"value": "personal", "at": _at}, "location": {"value": "eu-west-3", "at": _at}, "allowed": {"value": true, "at": _at}, "allowed_regions": ["eu-*"], "transfer_basis": {"value": "", "at": _at}}

cases := {
	"allowed": {"set": {}, "want": "pass"},
	"outside": {"set": {"location": {"value": "us-east-1", "at": _at}, "allowed": {"value": false, "at": _at}}, "want": "fail"},
	"outside with a basis": {"set": {"location": {"value": "us-east-1", "at": _at}, "allowed": {"value": false, "at": _at}, "transfer_basis": {"value": "standard clauses", "at": _at}}, "want": "pass"},
	"location empty": {"set": {"location": {"value": "", "at": _at}, "allowed": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
	"not known whether personal": {"set": {"personal_data": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry)
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"data_locations": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without
}

_input(entry) := {"organization": {"data_locations": {"flag": "complete", "data": {"stores": [entry]}}}}

test_no_personal_data_is_no_subject if {
	entry := object.union(_base, {"personal_data": {"value": "none", "at": _at}})
	count(rule.observations) == 0 with input as _input(entry)
}
