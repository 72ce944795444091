package policies.detection.integrity.baseline_initialised_test

import data.policies.detection.integrity.baseline_initialised as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"fresh": {"given": {}, "want": {"pass"}},
	"old": {"given": {"age": _is(200)}, "want": {"fail"}},
	"missing": {"given": {"baseline_present": _is(false), "age": _unread}, "want": {"fail"}},
	"not readable": {"given": {"baseline_present": _unread, "age": _unread}, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given) with data.parameters as {"detection.integrity.baseline_initialised": {"max_age_days": 90}}
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"detection.integrity.baseline_initialised": {"max_age_days": 90}}
}

_tool := {"id": "aide", "at": _at, "baseline_present": _is(true), "scheduled": _is(true)}

_input(change) := {"host": {
	"integrity": {"flag": "complete", "data": {"tools": [_with(_tool, change)]}},
	"detection_age": {"flag": "complete", "data": {"baselines": [{"id": "aide", "age_days": object.get(change, "age", _is(10))}]}},
}}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)
