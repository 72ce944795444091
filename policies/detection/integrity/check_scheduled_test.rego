package policies.detection.integrity.check_scheduled_test

import data.policies.detection.integrity.check_scheduled as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"scheduled": {"given": {}, "want": {"pass"}},
	"not": {"given": {"scheduled": _is(false)}, "want": {"fail"}},
	"not readable": {"given": {"scheduled": _unread}, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given)
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}

_tool := {"id": "aide", "at": _at, "baseline_present": _is(true), "scheduled": _is(true)}

_input(change) := {"host": {
	"integrity": {"flag": "complete", "data": {"tools": [_with(_tool, change)]}},
	"detection_age": {"flag": "complete", "data": {"baselines": [{"id": "aide", "age_days": object.get(change, "age", _is(10))}]}},
}}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)
