package policies.organization.training.topic_password_mfa_test

import data.policies.organization.training.topic_password_mfa as rule

cases := {
	"enough": {"item": {}, "want": {"organization": "pass"}},
	"too few": {"item": {"completed": 34, "percent": 94.4, "possible_percent": 94.4}, "want": {"organization": "fail"}},
	"unreadable records may make the difference": {"item": {"completed": 34, "unclear": 1, "percent": 94.4, "possible_percent": 97.2}, "want": {"organization": "unknown"}},
	"no such module": {"item": {"covered": false, "completed": 0, "percent": 0, "possible_percent": 0}, "want": {"organization": "fail"}},
	"nobody to train": {"item": {"people": 0, "completed": 0, "percent": 0, "possible_percent": 0}, "want": {"organization": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.item) with data.parameters as _parameters
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"organization": {"training_state": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"organization.training.topic_password_mfa": {"min_percent": 95}}

_at := {"file": "register.csv", "line": 2}

_topic := {"id": "passwords", "covered": true, "people": 36, "completed": 35, "unclear": 0, "percent": 97.2, "possible_percent": 97.2}

_with(base, item) := object.union(object.remove(base, object.keys(item)), item)

_snapshot(item) := {"organization": {"training_state": {"flag": "complete", "data": {"at": _at, "people": [], "topics": [_with(_topic, item)]}}}}
