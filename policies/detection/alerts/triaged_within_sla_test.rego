package policies.detection.alerts.triaged_within_sla_test

import data.policies.detection.alerts.triaged_within_sla as rule

cases := {
	"in time": {"item": {}, "want": {"alert:AL-1": "pass"}},
	"late": {"item": {"waited_minutes": {"value": 198, "at": _at}, "waited": "3 h 18 min"}, "want": {"alert:AL-1": "fail"}},
	"not yet and late": {"item": {"acknowledged": _false, "waited_minutes": {"value": 535, "at": _at}}, "want": {"alert:AL-1": "fail"}},
	"not yet and inside the time": {"item": {"acknowledged": _false, "waited_minutes": {"value": 12, "at": _at}}, "want": {"alert:AL-1": "unknown"}},
	"medium": {"item": {"severity": {"value": "medium", "at": _at}, "waited_minutes": {"value": 580, "at": _at}}, "want": {"alert:AL-1": "not-applicable"}},
	"severity not known": {"item": {"severity": {"unknown": "empty", "at": _at}}, "want": {"alert:AL-1": "unknown"}},
	"clocks that cannot be": {"item": {"waited_minutes": {"unknown": "acknowledged before it is raised", "at": _at}}, "want": {"alert:AL-1": "unknown"}},
	"long past and acknowledged": {"item": {"age_days": {"value": 300, "at": _at}, "waited_minutes": {"value": 500, "at": _at}}, "want": {}},
	"long past and open": {"item": {"age_days": {"value": 300, "at": _at}, "acknowledged": _false, "waited_minutes": {"value": 432000, "at": _at}}, "want": {"alert:AL-1": "fail"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.item) with data.parameters as _parameters
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"organization": {"alert_state": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"detection.alerts.triaged_within_sla": {"max_minutes": 60, "severities": ["critical", "high"], "window_days": 90}}

_at := {"file": "register.csv", "line": 2}

_alert := {
	"id": "AL-1",
	"at": _at,
	"severity": {"value": "high", "at": _at},
	"age_days": {"value": 5, "at": _at},
	"acknowledged": {"value": true, "at": _at},
	"waited_minutes": {"value": 28, "at": _at},
	"waited": "28 min",
}

_false := {"value": false, "at": _at}

_with(base, item) := object.union(object.remove(base, object.keys(item)), item)

_snapshot(item) := {"organization": {"alert_state": {"flag": "complete", "data": {"alerts": [_with(_alert, item)]}}}}
