package policies.host.pam.unix_history_test

import data.policies.host.pam.unix_history as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

# A value that stands for a fact; "?" is one that could not be read.
_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

cases := {
	"two": {"facts": {"remember": 2, "history": "absent"}, "want": "pass"},
	"none": {"facts": {"remember": 0, "history": "absent"}, "want": "fail"},
	"pwhistory": {"facts": {"remember": 0, "history": "guards"}, "want": "not-applicable"},
	"pwhistory is skipped": {"facts": {"remember": 0, "history": "skipped"}, "want": "fail"},
	"not worked out": {"facts": {"remember": 0, "history": "?"}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.facts)
		with data.parameters as {"host.pam.unix_history": object.union({"min_passwords": 2}, object.get(case, "parameters", {}))}
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"pam": {"flag": "not-collected"}}}
		with data.parameters as {"host.pam.unix_history": {"min_passwords": 2}}
}

_input(facts) := {"host": {"pam": {"flag": "complete", "data": {"password_setters": [object.union({"id": "x", "at": _at}, {key: _fact(value) | some key, value in facts})]}}}}
