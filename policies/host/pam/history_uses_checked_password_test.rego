package policies.host.pam.history_uses_checked_password_test

import data.policies.host.pam.history_uses_checked_password as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

# A value that stands for a fact; "?" is one that could not be read.
_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

cases := {
	"set": {"facts": {"use_authtok": true, "asked_before": true}, "want": "pass"},
	"missing": {"facts": {"use_authtok": false, "asked_before": true}, "want": "fail"},
	"it is the first to ask": {"facts": {"use_authtok": false, "asked_before": false}, "want": "not-applicable"},
	"not worked out": {"facts": {"use_authtok": false, "asked_before": "?"}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.facts)
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"password_history": {"flag": "not-collected"}}}
}

_input(facts) := {"host": {"password_history": {"flag": "complete", "data": {"lines": [object.union({"id": "x", "at": _at}, {key: _fact(value) | some key, value in facts})]}}}}
