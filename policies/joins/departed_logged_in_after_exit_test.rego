package policies.joins.departed_logged_in_after_exit_test

import data.policies.joins.departed_logged_in_after_exit as rule

_at := {"file": "x", "line": 1}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_open := {"unknown": "not collected", "at": _at}
cases := {
	"after the last day": {"after": _yes, "want": "fail"},
	"before the last day": {"after": _no, "want": "pass"},
	"the log begins later": {"after": _open, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _estate(case)
	{o.status | some o in observations} == {case.want}
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"people": {"flag": "not-collected"}, "logins": {"flag": "not-collected"}}}
}

_estate(case) := {"estate": {
	"people": {"flag": "complete", "data": {"people": [_person({})]}},
	"logins": {"flag": "complete", "data": {"logins": [{
		"id": "host:web01/tgirard",
		"at": _at,
		"person": {"value": "t@x.example", "at": _at},
		"last_on": "2026-11-19",
		"after_exit": case.after,
		"detail": "logged in to web01 on 2026-11-19T01:38:40Z",
	}]}},
}}

_person(over) := _with(
	{
		"id": "t@x.example",
		"subject": "person:E010",
		"email": "t@x.example",
		"at": _at,
		"departed": _yes,
		"detail": "t@x.example left on 2026-09-03",
		"left_hours": 1914,
		"position": {"value": "Product manager", "at": _at},
	},
	over,
)

# Replaces whole properties: object.union alone would merge a known fact with an unknown one.
_with(base, over) := object.union(object.remove(base, object.keys(over)), over)
