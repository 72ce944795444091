package policies.host.pam.history_long_enough_test

import data.policies.host.pam.history_long_enough as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

# A value that stands for a fact; "?" is one that could not be read.
_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

cases := {
	"enough": {"facts": {"remember": 24}, "want": "pass"},
	"the default": {"facts": {"remember": 10}, "want": "fail"},
	"off": {"facts": {"remember": 0}, "want": "fail"},
	"two are enough": {"facts": {"remember": 2}, "want": "pass", "parameters": {"min_passwords": 2}},
	"not readable": {"facts": {"remember": "?"}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.facts)
		with data.parameters as {"host.pam.history_long_enough": object.union({"min_passwords": 24}, object.get(case, "parameters", {}))}
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"password_history": {"flag": "not-collected"}}}
		with data.parameters as {"host.pam.history_long_enough": {"min_passwords": 24}}
}

_input(facts) := {"host": {"password_history": {"flag": "complete", "data": {"lines": [object.union({"id": "x", "at": _at}, {key: _fact(value) | some key, value in facts})]}}}}
