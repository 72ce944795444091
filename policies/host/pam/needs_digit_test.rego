package policies.host.pam.needs_digit_test

import data.policies.host.pam.needs_digit as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

# A value that stands for a fact; "?" is one that could not be read.
_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

cases := {
	"asked": {"facts": {"dcredit": -1, "minclass": 0}, "want": "pass"},
	"not asked": {"facts": {"dcredit": 0, "minclass": 0}, "want": "fail"},
	"a credit": {"facts": {"dcredit": 1, "minclass": 3}, "want": "fail"},
	"all four classes": {"facts": {"dcredit": 0, "minclass": 4}, "want": "pass"},
	"two are asked for": {"facts": {"dcredit": -1, "minclass": 4}, "want": "fail", "parameters": {"max_credit": -2}},
	"not readable": {"facts": {"dcredit": "?", "minclass": 0}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.facts)
		with data.parameters as {"host.pam.needs_digit": object.union({"max_credit": -1}, object.get(case, "parameters", {}))}
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"password_quality": {"flag": "not-collected"}}}
		with data.parameters as {"host.pam.needs_digit": {"max_credit": -1}}
}

_input(facts) := {"host": {"password_quality": {"flag": "complete", "data": {"checks": [object.union({"id": "x", "at": _at}, {key: _fact(value) | some key, value in facts})]}}}}
