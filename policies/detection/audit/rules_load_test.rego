package policies.detection.audit.rules_load_test

import data.policies.detection.audit.rules_load as rule

cases := {
	"all": {"given": {"load_error": _is("")}, "want": {"pass"}},
	"one refused": {"given": {"load_error": _is("the same rule stands above it; no rule behind it is loaded")}, "want": {"fail"}},
	"not readable": {"given": {"load_error": _unread}, "want": {"unknown"}},
	"no auditd": {"given": {"installed": _is(false), "load_error": _is("")}, "want": set()},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given)
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)

_input(change) := {"host": {"auditd": {"flag": "complete", "data": _with({"installed": _is(true)}, change)}}}
