package policies.organization.training.phishing_report_rate_above_threshold_test

import data.policies.organization.training.phishing_report_rate_above_threshold as rule

cases := {
	"many and fast": {"item": {}, "want": {"campaign:new": "pass"}},
	"too few": {"item": {"report_percent": 8.3, "reported": 3}, "want": {"campaign:new": "fail"}},
	"too slow": {"item": {"median_report_minutes": {"value": 95, "at": _at}}, "want": {"campaign:new": "fail"}},
	"nobody": {"item": {"report_percent": 0, "reported": 0, "median_report_minutes": {"unknown": "nobody reported", "at": _at}}, "want": {"campaign:new": "fail"}},
	"no times": {"item": {"median_report_minutes": {"unknown": "no times", "at": _at}}, "want": {"campaign:new": "unknown"}},
	"an older campaign": {"item": {"latest": false}, "want": {}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.item) with data.parameters as _parameters
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"organization": {"campaign_state": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"organization.training.phishing_report_rate_above_threshold": {"min_percent": 20, "max_minutes": 30}}

_at := {"file": "register.csv", "line": 2}

_campaign := {
	"id": "new",
	"at": _at,
	"launched_on": "2026-10-06",
	"age_days": 47,
	"latest": true,
	"delivered": 36,
	"submitted": 1,
	"clicked": 6,
	"reported": 9,
	"unclear": [],
	"submit_percent": 2.8,
	"report_percent": 25,
	"median_report_minutes": {"value": 14, "at": _at},
	"worse_in_a_row": 0,
}

_with(base, item) := object.union(object.remove(base, object.keys(item)), item)

_snapshot(item) := {"organization": {"campaign_state": {"flag": "complete", "data": {"campaigns": [_with(_campaign, item)]}}}}
