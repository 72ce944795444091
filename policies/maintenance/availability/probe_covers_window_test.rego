package policies.maintenance.availability.probe_covers_window_test

import data.policies.maintenance.availability.probe_covers_window as rule

cases := {
	"covered, host not known": {"item": {}, "want": {"asset:web-1": "unknown"}},
	"covered from another host": {"item": {"independent_probe": {"value": true, "at": _at}}, "want": {"asset:web-1": "pass"}},
	"gaps": {"item": {"coverage_percent": {"value": 80, "at": _at}}, "want": {"asset:web-1": "fail"}},
	"probes itself": {"item": {"independent_probe": _false}, "want": {"asset:web-1": "fail"}},
	"nothing at all": {"item": object.union(_none, {"probe": false}), "want": {"asset:web-1": "fail"}},
	"a probe whose samples were not supplied": {"item": _none, "want": {"asset:web-1": "unknown"}},
	"summed intervals": {"item": {"measured_by": "intervals"}, "want": {}},
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

_parameters := {"maintenance.availability.probe_covers_window": {"min_percent": 95}}

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
