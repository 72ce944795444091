package policies.joins.leaver_latency_test

import data.policies.joins.leaver_latency as rule

cases := {
	"soon": {"estate": {"leavers": {"flag": "complete", "data": {"accounts": [], "latency": [{"id": "leavers", "at": {"file": "x", "line": 1}, "accounts": 3, "median_hours": {"value": 4, "at": {"file": "x", "line": 1}}, "maximum_hours": {"value": 12, "at": {"file": "x", "line": 1}}, "slowest": "host:web01/t", "still_open": 0, "all_known": {"value": true, "at": {"file": "x", "line": 1}}}]}}}, "want": ["pass"]},
	"one was slow": {"estate": {"leavers": {"flag": "complete", "data": {"accounts": [], "latency": [{"id": "leavers", "at": {"file": "x", "line": 1}, "accounts": 3, "median_hours": {"value": 4, "at": {"file": "x", "line": 1}}, "maximum_hours": {"value": 25, "at": {"file": "x", "line": 1}}, "slowest": "host:web01/t", "still_open": 0, "all_known": {"value": true, "at": {"file": "x", "line": 1}}}]}}}, "want": ["fail"]},
	"the policy is stricter": {"estate": {"leavers": {"flag": "complete", "data": {"accounts": [], "latency": [{"id": "leavers", "at": {"file": "x", "line": 1}, "accounts": 3, "median_hours": {"value": 4, "at": {"file": "x", "line": 1}}, "maximum_hours": {"value": 12, "at": {"file": "x", "line": 1}}, "slowest": "host:web01/t", "still_open": 0, "all_known": {"value": true, "at": {"file": "x", "line": 1}}, "limit_hours": 8}]}}}, "want": ["fail"]},
	"some not told": {"estate": {"leavers": {"flag": "complete", "data": {"accounts": [], "latency": [{"id": "leavers", "at": {"file": "x", "line": 1}, "accounts": 3, "median_hours": {"unknown": "not collected", "at": {"file": "x", "line": 1}}, "maximum_hours": {"value": 12, "at": {"file": "x", "line": 1}}, "slowest": "host:web01/t", "still_open": 0, "all_known": {"unknown": "not collected", "at": {"file": "x", "line": 1}}}]}}}, "want": ["unknown"]},
	"a late one beside some not told": {"estate": {"leavers": {"flag": "complete", "data": {"accounts": [], "latency": [{"id": "leavers", "at": {"file": "x", "line": 1}, "accounts": 3, "median_hours": {"unknown": "not collected", "at": {"file": "x", "line": 1}}, "maximum_hours": {"value": 100, "at": {"file": "x", "line": 1}}, "slowest": "host:web01/t", "still_open": 0, "all_known": {"unknown": "not collected", "at": {"file": "x", "line": 1}}}]}}}, "want": ["fail"]},
}

_parameters := {"joins.leaver_latency": {"max_hours": 24}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"estate": case.estate} with data.parameters as _parameters
	{o.status | some o in observations} == {status | some status in case.want}
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"leavers": {"flag": "not-collected"}}} with data.parameters as _parameters
}
