package policies.organization.training.phishing_submit_rate_below_threshold_test

import data.policies.organization.training.phishing_submit_rate_below_threshold as rule

cases := {
	"few": {"item": {}, "want": {"campaign:new": "pass"}},
	"a single rise": {"item": {"worse_in_a_row": 1, "previous": {"id": "old", "submitted": 1, "delivered": 40, "submit_percent": 2.5}}, "want": {"campaign:new": "pass"}},
	"many": {"item": {"submit_percent": 8.3, "submitted": 3}, "want": {"campaign:new": "fail"}},
	"rising twice": {"item": {"worse_in_a_row": 2}, "want": {"campaign:new": "fail"}},
	"many and rising": {"item": {"worse_in_a_row": 2, "submit_percent": 8.3}, "want": {"campaign:new": "fail"}},
	"an outcome that cannot be read": {"item": {"unclear": [{"unknown": "status", "at": _at}]}, "want": {"campaign:new": "unknown"}},
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

_parameters := {"organization.training.phishing_submit_rate_below_threshold": {"max_percent": 5}}

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

_snapshot(item) := {"organization": {"campaign_state": {"flag": "complete", "data": {"campaigns": [_with(_campaign, {"id": "old", "latest": false, "submit_percent": 50}), _with(_campaign, item)]}}}}
