package policies.detection.auth.brute_force_success_test

import data.policies.detection.auth.brute_force_success as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"none": {"given": {"count": _is(0), "anomalies": []}, "want": {"pass"}},
	"one": {"given": {"count": _is(1), "anomalies": [_anomaly("brute-force-success", 1)]}, "want": {"fail"}},
	"fewer failures than asked for": {"given": {"count": _is(1), "anomalies": [object.union(_anomaly("brute-force-success", 1), {"failures": 9})]}, "want": {"pass"}},
	"another kind": {"given": {"count": _is(0), "anomalies": [_anomaly("other", 1)]}, "want": {"pass"}},
	"log without lines": {"given": {"count": _unread, "anomalies": []}, "want": {"unknown"}},
	"old log": {"given": {"count": _is(0), "anomalies": [], "age": _is(40)}, "want": {"unknown"}},
	"one in an old log": {"given": {"count": _is(1), "anomalies": [_anomaly("brute-force-success", 1)], "age": _is(40)}, "want": {"fail"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given) with data.parameters as {"detection.auth.brute_force_success": {"max_log_age_days": 7, "min_failures": 10}}
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"detection.auth.brute_force_success": {"max_log_age_days": 7, "min_failures": 10}}
}

_anomaly(kind, successes) := {
	"id": "x", "kind": kind, "summary": "told", "failures": 12, "successes": successes, "at": _at, "examples": [{"at": _at}],
}

_input(given) := {"host": {
	"auth_log": {"flag": "complete", "data": {
		"brute_force_successes": given.count, "anomalies": given.anomalies,
		"first_at": _is("2026-01-01T00:00:00Z"), "last_at": _is("2026-01-02T00:00:00Z"),
	}},
	"auth_log_age": {"flag": "complete", "data": {"newest_line_days": object.get(given, "age", _is(1))}},
}}
