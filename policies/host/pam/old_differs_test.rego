package policies.host.pam.old_differs_test

import data.policies.host.pam.old_differs as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

# A value that stands for a fact; "?" is one that could not be read.
_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

cases := {
	"two": {"facts": {"difok": 2}, "want": "pass"},
	"the default": {"facts": {"difok": 1}, "want": "fail"},
	"off": {"facts": {"difok": 0}, "want": "fail"},
	"not readable": {"facts": {"difok": "?"}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.facts)
		with data.parameters as {"host.pam.old_differs": object.union({"min_changed": 2}, object.get(case, "parameters", {}))}
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"password_quality": {"flag": "not-collected"}}}
		with data.parameters as {"host.pam.old_differs": {"min_changed": 2}}
}

_input(facts) := {"host": {"password_quality": {"flag": "complete", "data": {"checks": [object.union({"id": "x", "at": _at}, {key: _fact(value) | some key, value in facts})]}}}}
