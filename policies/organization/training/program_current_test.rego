package policies.organization.training.program_current_test

import data.policies.organization.training.program_current as rule

cases := {
	"covered and fresh": {"item": _program(["data", "mobile", "passwords", "phishing", "reporting"], 311), "want": {"organization": "pass"}},
	"a topic is missing": {"item": _program(["data", "mobile", "passwords", "phishing"], 10), "want": {"organization": "fail"}},
	"too old": {"item": _program(["data", "mobile", "passwords", "phishing", "reporting"], 400), "want": {"organization": "fail"}},
	"no review on record": {"item": _unreviewed(["data", "mobile", "passwords", "phishing", "reporting"]), "want": {"organization": "unknown"}},
	"no review and no topic": {"item": _unreviewed([]), "want": {"organization": "fail"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.item) with data.parameters as _parameters
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"organization": {"training_program": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"organization.training.program_current": {"max_days": 365, "topics": ["phishing", "passwords", "mobile", "reporting", "data"]}}

_at := {"file": "register.csv", "line": 2}

_program(topics, age) := {
	"at": _at,
	"topics": topics,
	"reviewed_on": {"value": "2026-01-15", "at": _at},
	"review_age_days": {"value": age, "at": _at},
}

_unreviewed(topics) := {"at": _at, "topics": topics, "reviewed_on": _unknown, "review_age_days": _unknown}

_unknown := {"unknown": "reviewed_on is empty", "at": _at}

_snapshot(item) := {"organization": {"training_program": {"flag": "complete", "data": item}}}
