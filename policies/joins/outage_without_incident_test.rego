package policies.joins.outage_without_incident_test

import data.policies.joins.outage_without_incident as rule

_at := {"file": "x", "line": 1}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_open := {"unknown": "not collected", "at": _at}
cases := {
	"not recorded": {"recorded": _no, "want": "fail"},
	"recorded": {"recorded": _yes, "want": "pass"},
	"summed over a month": {"recorded": _open, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _estate(case)
	{o.status | some o in observations} == {case.want}
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"outages": {"flag": "not-collected"}}}
}

_estate(case) := {"estate": {"outages": {"flag": "complete", "data": {"assets": [{
	"id": "asset:web-shop",
	"at": _at,
	"recorded": case.recorded,
	"detail": "45 min down",
	"places": [_at],
}]}}}}
