package policies.host.pam.sequences_limited_test

import data.policies.host.pam.sequences_limited as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

# A value that stands for a fact; "?" is one that could not be read.
_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

cases := {
	"three": {"facts": {"maxsequence": 3}, "want": "pass"},
	"off": {"facts": {"maxsequence": 0}, "want": "fail"},
	"long": {"facts": {"maxsequence": 4}, "want": "fail"},
	"not readable": {"facts": {"maxsequence": "?"}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.facts)
		with data.parameters as {"host.pam.sequences_limited": object.union({"max_run": 3}, object.get(case, "parameters", {}))}
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"password_quality": {"flag": "not-collected"}}}
		with data.parameters as {"host.pam.sequences_limited": {"max_run": 3}}
}

_input(facts) := {"host": {"password_quality": {"flag": "complete", "data": {"checks": [object.union({"id": "x", "at": _at}, {key: _fact(value) | some key, value in facts})]}}}}
