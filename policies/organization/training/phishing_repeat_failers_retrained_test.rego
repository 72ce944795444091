package policies.organization.training.phishing_repeat_failers_retrained_test

import data.policies.organization.training.phishing_repeat_failers_retrained as rule

cases := {
	"once": {"item": {"submissions": 1}, "want": {"person:E005": "not-applicable"}},
	"twice and not trained": {"item": {}, "want": {"person:E005": "fail"}},
	"twice and trained": {"item": {"retrained": {"value": true, "at": _at}}, "want": {"person:E005": "pass"}},
	"trained on the same day": {"item": {"retrained": {"unknown": "the same day", "at": _at}}, "want": {"person:E005": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.item) with data.parameters as _parameters
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"organization": {"phishing_failers": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"organization.training.phishing_repeat_failers_retrained": {"submissions": 2}}

_at := {"file": "register.csv", "line": 2}

_person := {
	"id": "E005",
	"at": _at,
	"submissions": 2,
	"last_on": "2026-10-06",
	"retrained": {"value": false, "at": _at},
	"summary": "no training on phishing completed since",
}

_with(base, item) := object.union(object.remove(base, object.keys(item)), item)

_snapshot(item) := {"organization": {"phishing_failers": {"flag": "complete", "data": {"people": [_with(_person, item)]}}}}
