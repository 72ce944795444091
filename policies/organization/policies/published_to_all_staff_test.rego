package policies.organization.policies.published_to_all_staff_test

import data.policies.organization.policies.published_to_all_staff as rule

_at := {"file": "register", "line": 2}

_base := {"id": "mobile", "at": _at, "status": {"value": "approved", "at": _at}, "topic": {"value": "mobile-remote", "at": _at}, "missing_departments": {"value": [], "at": _at}}

cases := {
	"everybody": {"set": {}, "want": "pass"},
	"a department is forgotten": {"set": {"missing_departments": {"value": ["quality"], "at": _at}}, "want": "fail"},
	"narrow by design": {"set": {"topic": {"value": "backup", "at": _at}, "missing_departments": {"value": ["quality"], "at": _at}}, "want": "not-applicable"},
	"draft": {"set": {"status": {"value": "draft", "at": _at}}, "want": "not-applicable"},
	"audience not readable": {"set": {"missing_departments": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
	"topic not readable": {"set": {"topic": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"policy_audience": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without with data.parameters as _parameters
}

_parameters := {"organization.policies.published_to_all_staff": {"topics": ["information-security", "access-control", "data-classification", "incident-management", "acceptable-use", "mobile-remote"]}}

_input(entry) := {"organization": {"policy_audience": {"flag": "complete", "data": {"policies": [entry]}}}}
