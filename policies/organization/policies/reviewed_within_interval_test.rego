package policies.organization.policies.reviewed_within_interval_test

import data.policies.organization.policies.reviewed_within_interval as rule

_at := {"file": "register", "line": 2}

_base := {"id": "backup", "at": _at, "status": {"value": "approved", "at": _at}, "reviewed_on": {"value": "2026-02-03", "at": _at}, "review_due_in_days": {"value": 72, "at": _at}, "review_due_on": "2027-02-03", "interval_days": {"value": 365, "at": _at}, "document_matches": {"value": true, "at": _at}}

cases := {
	"in time": {"set": {}, "want": "pass"},
	"on the last day": {"set": {"review_due_in_days": {"value": 0, "at": _at}}, "want": "pass"},
	"late": {"set": {"review_due_in_days": {"value": -73, "at": _at}}, "want": "fail"},
	"interval of two years": {"set": {"interval_days": {"value": 730, "at": _at}}, "want": "fail"},
	"never reviewed": {"set": {"reviewed_on": {"value": "", "at": _at}, "review_due_in_days": {"unknown": "it could not be read", "at": _at}}, "want": "fail"},
	"date not readable": {"set": {"reviewed_on": {"unknown": "it could not be read", "at": _at}, "review_due_in_days": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
	"no interval declared": {"set": {"interval_days": {"value": -1, "at": _at}, "review_due_in_days": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
	"draft": {"set": {"status": {"value": "draft", "at": _at}, "review_due_in_days": {"unknown": "it could not be read", "at": _at}}, "want": "not-applicable"},
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

_parameters := {"organization.policies.reviewed_within_interval": {"max_interval_days": 366}}

_input(entry) := {"organization": {"policy_state": {"flag": "complete", "data": object.union({"topics": []}, {"policies": [entry]})}}}
