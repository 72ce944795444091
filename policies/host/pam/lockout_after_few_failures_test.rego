package policies.host.pam.lockout_after_few_failures_test

import data.policies.host.pam.lockout_after_few_failures as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

# A value that stands for a fact; "?" is one that could not be read.
_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

cases := {
	"the default": {"facts": {"deny": 3}, "want": "pass"},
	"many": {"facts": {"deny": 10}, "want": "fail"},
	"never": {"facts": {"deny": 0}, "want": "fail"},
	"other limit": {"facts": {"deny": 5}, "want": "fail", "parameters": {"max_failures": 4}},
	"not readable": {"facts": {"deny": "?"}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.facts)
		with data.parameters as {"host.pam.lockout_after_few_failures": object.union({"max_failures": 5}, object.get(case, "parameters", {}))}
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"login_lockout": {"flag": "not-collected"}}}
		with data.parameters as {"host.pam.lockout_after_few_failures": {"max_failures": 5}}
}

_input(facts) := {"host": {"login_lockout": {"flag": "complete", "data": {"lines": [object.union({"id": "x", "at": _at}, {key: _fact(value) | some key, value in facts})]}}}}
