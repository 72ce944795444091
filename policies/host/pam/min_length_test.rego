package policies.host.pam.min_length_test

import data.policies.host.pam.min_length as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

# A value that stands for a fact; "?" is one that could not be read.
_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

cases := {
	"long enough": {"facts": {"shortest_length": 14}, "want": "pass"},
	"short": {"facts": {"shortest_length": 13}, "want": "fail"},
	"other limit": {"facts": {"shortest_length": 14}, "want": "fail", "parameters": {"min_length": 15}},
	"not readable": {"facts": {"shortest_length": "?"}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.facts)
		with data.parameters as {"host.pam.min_length": object.union({"min_length": 14}, object.get(case, "parameters", {}))}
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"password_quality": {"flag": "not-collected"}}}
		with data.parameters as {"host.pam.min_length": {"min_length": 14}}
}

_input(facts) := {"host": {"password_quality": {"flag": "complete", "data": {"checks": [object.union({"id": "x", "at": _at}, {key: _fact(value) | some key, value in facts})]}}}}
