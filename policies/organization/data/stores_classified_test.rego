package policies.organization.data.stores_classified_test

import data.policies.organization.data.stores_classified as rule

_at := {"file": "register", "line": 2}

_base := {"id": "crm", "at": _at, "classification": {"value": "confidential", "at": _at}, "rank": {"value": 2, "at": _at}}

cases := {
	"classified": {"set": {}, "want": "pass"},
	"empty cell": {"set": {"classification": {"value": "", "at": _at}, "rank": {"unknown": "it could not be read", "at": _at}}, "want": "fail"},
	"word outside the scheme": {"set": {"classification": {"value": "blue", "at": _at}, "rank": {"value": -1, "at": _at}}, "want": "fail"},
	"says unknown": {"set": {"classification": {"unknown": "it could not be read", "at": _at}, "rank": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry)
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"data_state": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without
}

_input(entry) := {"organization": {"data_state": {"flag": "complete", "data": object.union({"levels": []}, {"stores": [entry]})}}}
