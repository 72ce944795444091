package policies.maintenance.availability.slo_met_test

import data.policies.maintenance.availability.slo_met as rule

cases := {
	"met": {"item": {}, "want": {"asset:web-1": "pass"}},
	"missed": {"item": {"slo_met": _false}, "want": {"asset:web-1": "fail"}},
	"missed in a short window": {"item": {"slo_met": _false, "window_days": 1}, "want": {"asset:web-1": "fail"}},
	"met in a short window": {"item": {"window_days": 1}, "want": {"asset:web-1": "unknown"}},
	"met long ago": {"item": {"ended_days_ago": 90}, "want": {"asset:web-1": "unknown"}},
	"no samples": {"item": _none, "want": {"asset:web-1": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.item) with data.parameters as _parameters
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"organization": {"availability": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"maintenance.availability.slo_met": {"min_window_days": 7, "max_age_days": 31}}

_at := {"file": "register.csv", "line": 2}

_asset := {
	"id": "web-1",
	"at": _at,
	"slo_percent": {"value": 99.5, "at": _at},
	"measured_by": "samples",
	"probe": true,
	"available_percent": {"value": 99.9, "at": _at},
	"slo_met": {"value": true, "at": _at},
	"seconds_up": 600000,
	"seconds_down": 600,
	"seconds_unknown": 0,
	"seconds_unapproved": 0,
	"seconds_counted": 600600,
	"summary": "99.9 % of 30 days",
	"window_days": 30,
	"ended_days_ago": 1,
	"coverage_percent": {"value": 99.4, "at": _at},
	"independent_probe": {"unknown": "not in the format", "at": _at},
	"places": [_at],
}

_none := {
	"measured_by": "nothing",
	"available_percent": {"unknown": "no samples", "at": _at},
	"slo_met": {"unknown": "no samples", "at": _at},
	"coverage_percent": {"unknown": "no samples", "at": _at},
	"window_days": 0,
}

_false := {"value": false, "at": _at}

_with(base, item) := object.union(object.remove(base, object.keys(item)), item)

_snapshot(item) := {"organization": {"availability": {"flag": "complete", "data": {"assets": [_with(_asset, item)]}}}}
