package policies.organization.policies.set_complete_test

import data.policies.organization.policies.set_complete as rule

_at := {"file": "register", "line": 2}

_base := {"id": "backup", "at": _at, "covered": {"value": true, "at": _at}, "policies": ["backup"]}

cases := {
	"approved": {"set": {}, "want": "pass"},
	"only a draft": {"set": {"covered": {"value": false, "at": _at}}, "want": "fail"},
	"nothing on the topic": {"set": {"covered": {"value": false, "at": _at}, "policies": []}, "want": "fail"},
	"status not readable": {"set": {"covered": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"policy_state": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without with data.parameters as _parameters
}

_parameters := {"organization.policies.set_complete": {"topics": ["backup"]}}

_input(entry) := {"organization": {"policy_state": {"flag": "complete", "data": object.union({"policies": []}, {"topics": [entry]})}}}
