package policies.host.pam.quality_enforced_test

import data.policies.host.pam.quality_enforced as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

# A value that stands for a fact; "?" is one that could not be read.
_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

cases := {
	"the default": {"facts": {"enforcing": 1}, "want": "pass"},
	"off": {"facts": {"enforcing": 0}, "want": "fail"},
	"not readable": {"facts": {"enforcing": "?"}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.facts)
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"password_quality": {"flag": "not-collected"}}}
}

_input(facts) := {"host": {"password_quality": {"flag": "complete", "data": {"checks": [object.union({"id": "x", "at": _at}, {key: _fact(value) | some key, value in facts})]}}}}
