package policies.host.pam.lockout_active_test

import data.policies.host.pam.lockout_active as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

# A value that stands for a fact; "?" is one that could not be read.
_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

cases := {
	"all three": {"facts": {"preauth": "guards", "authfail": "counts", "reset": "clears"}, "want": "pass"},
	"nothing": {"facts": {"preauth": "absent", "authfail": "absent", "reset": "absent"}, "want": "fail"},
	"preauth is optional": {"facts": {"preauth": "not-binding", "authfail": "counts", "reset": "clears"}, "want": "fail"},
	"a jump over authfail": {"facts": {"preauth": "guards", "authfail": "skipped", "reset": "clears"}, "want": "fail"},
	"no line in account": {"facts": {"preauth": "guards", "authfail": "counts", "reset": "absent"}, "want": "fail"},
	"not worked out": {"facts": {"preauth": "guards", "authfail": "?", "reset": "clears"}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.facts)
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"pam": {"flag": "not-collected"}}}
}

_input(facts) := {"host": {"pam": {"flag": "complete", "data": {"auth_checks": [object.union({"id": "x", "at": _at}, {key: _fact(value) | some key, value in facts})]}}}}
