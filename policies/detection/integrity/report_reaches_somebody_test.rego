package policies.detection.integrity.report_reaches_somebody_test

import data.policies.detection.integrity.report_reaches_somebody as rule

cases := {
	"mail": {"given": _is(["mail to root"]), "want": {"pass"}},
	"nobody": {"given": _is([]), "want": {"fail"}},
	"not readable": {"given": _unread, "want": {"unknown"}},
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

_input(reports) := {"host": {"integrity": {"flag": "complete", "data": {
	"tools": [{"id": "aide", "scheduled": _is(true)}],
	"aide": {"watched": [], "reports_to": reports},
}}}}

test_unknown_where_the_schedule_is if {
	observations := rule.observations with input as {"host": {"integrity": {"data": {"tools": [{"id": "aide", "scheduled": _unread}], "aide": {"reports_to": _is([])}}}}}
	{o.status | some o in observations} == {"unknown"}
}

test_not_without_schedule if {
	count(rule.observations) == 0 with input as {"host": {"integrity": {"data": {"tools": [{"id": "aide", "scheduled": _is(false)}], "aide": {"reports_to": _is([])}}}}}
}
