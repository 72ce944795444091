package policies.organization.training.phishing_simulation_recent_test

import data.policies.organization.training.phishing_simulation_recent as rule

cases := {
	"recent and wide": {"item": {}, "want": {"organization": "pass"}},
	"too long ago": {"item": {"latest_age_days": {"value": 200, "at": _at}}, "want": {"organization": "fail"}},
	"too few reached": {"item": {"reached": 20, "percent": 55.6}, "want": {"organization": "fail"}},
	"no day of launch": {"item": {"latest_on": {"unknown": "no day", "at": _at}, "latest_age_days": {"unknown": "no day", "at": _at}}, "want": {"organization": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.item) with data.parameters as _parameters
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"organization": {"phishing_reach": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"organization.training.phishing_simulation_recent": {"max_days": 183, "min_percent": 90}}

_at := {"file": "register.csv", "line": 2}

_reach := {
	"at": _at,
	"latest_on": {"value": "2026-10-06", "at": _at},
	"latest_age_days": {"value": 47, "at": _at},
	"people": 36,
	"reached": 35,
	"percent": 97.2,
}

_with(base, item) := object.union(object.remove(base, object.keys(item)), item)

_snapshot(item) := {"organization": {"phishing_reach": {"flag": "complete", "data": _with(_reach, item)}}}
