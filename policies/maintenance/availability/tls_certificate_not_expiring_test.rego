package policies.maintenance.availability.tls_certificate_not_expiring_test

import data.policies.maintenance.availability.tls_certificate_not_expiring as rule

cases := {
	"months left": {"item": {}, "want": {"asset:web-1": "pass"}},
	"days left": {"item": {"certificate_days_left": {"value": 12, "at": _at}}, "want": {"asset:web-1": "fail"}},
	"ended": {"item": {"certificate_days_left": {"value": -1, "at": _at}}, "want": {"asset:web-1": "fail"}},
	"no certificate seen": {"item": {"certificate_not_after": _unknown, "certificate_days_left": _unknown}, "want": {"asset:web-1": "unknown"}},
	"plain http": {"item": {"https": false}, "want": {}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.item) with data.parameters as _parameters
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"organization": {"probe_state": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"maintenance.availability.tls_certificate_not_expiring": {"min_days": 21}}

_at := {"file": "register.csv", "line": 2}

_asset := {
	"id": "web-1",
	"at": _at,
	"https": true,
	"has_reading": true,
	"read_age_hours": 1,
	"success": _true,
	"http_status": {"value": 200, "at": _at},
	"duration_seconds": {"value": 0.4, "at": _at},
	"latency_objective_seconds": {"value": 2, "at": _at},
	"chain_valid": _true,
	"certificate_not_after": {"value": "2027-01-31T23:59:59Z", "at": _at},
	"certificate_days_left": {"value": 70, "at": _at},
}

_true := {"value": true, "at": _at}

_false := {"value": false, "at": _at}

_unknown := {"unknown": "not in the readings", "at": _at}

_with(base, item) := object.union(object.remove(base, object.keys(item)), item)

_snapshot(item) := {"organization": {"probe_state": {"flag": "complete", "data": {"assets": [_with(_asset, item)]}}}}
