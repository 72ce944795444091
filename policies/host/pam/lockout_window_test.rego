package policies.host.pam.lockout_window_test

import data.policies.host.pam.lockout_window as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

# A value that stands for a fact; "?" is one that could not be read.
_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

cases := {
	"the default": {"facts": {"fail_interval": 900}, "want": "pass"},
	"short": {"facts": {"fail_interval": 60}, "want": "fail"},
	"not readable": {"facts": {"fail_interval": "?"}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.facts)
		with data.parameters as {"host.pam.lockout_window": object.union({"min_seconds": 900}, object.get(case, "parameters", {}))}
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"login_lockout": {"flag": "not-collected"}}}
		with data.parameters as {"host.pam.lockout_window": {"min_seconds": 900}}
}

_input(facts) := {"host": {"login_lockout": {"flag": "complete", "data": {"lines": [object.union({"id": "x", "at": _at}, {key: _fact(value) | some key, value in facts})]}}}}
