package policies.host.pam.lockout_covers_root_test

import data.policies.host.pam.lockout_covers_root as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

# A value that stands for a fact; "?" is one that could not be read.
_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

cases := {
	"both": {"facts": {"even_deny_root": true, "root_unlock_time": 60}, "want": "pass"},
	"for ever": {"facts": {"even_deny_root": true, "root_unlock_time": 0}, "want": "pass"},
	"not set": {"facts": {"even_deny_root": false, "root_unlock_time": 600}, "want": "fail"},
	"short": {"facts": {"even_deny_root": true, "root_unlock_time": 10}, "want": "fail"},
	"longer is asked": {"facts": {"even_deny_root": true, "root_unlock_time": 60}, "want": "fail", "parameters": {"min_seconds": 900}},
	"not readable": {"facts": {"even_deny_root": "?", "root_unlock_time": 600}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.facts)
		with data.parameters as {"host.pam.lockout_covers_root": object.union({"min_seconds": 60}, object.get(case, "parameters", {}))}
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"login_lockout": {"flag": "not-collected"}}}
		with data.parameters as {"host.pam.lockout_covers_root": {"min_seconds": 60}}
}

_input(facts) := {"host": {"login_lockout": {"flag": "complete", "data": {"lines": [object.union({"id": "x", "at": _at}, {key: _fact(value) | some key, value in facts})]}}}}
