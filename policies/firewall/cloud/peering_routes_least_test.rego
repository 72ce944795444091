package policies.firewall.cloud.peering_routes_least_test

import data.policies.firewall.cloud.peering_routes_least as rule

_at := {"file": "route-tables.json", "line": 3}

cases := {
	"a part": {"fact": {"value": false, "at": _at}, "want": "pass"},
	"all": {"fact": {"value": true, "at": _at}, "want": "fail"},
	"the peer is not told": {"fact": {"unknown": "peerings were not given", "at": _at}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"firewall": {"routes": {"flag": "complete", "data": {"routes": [{
		"id": "rtb-1 to 10.30.0.0/16",
		"through": "pcx-1",
		"whole_network": case.fact,
	}]}}}}
	{[o.subject, o.status] | some o in observations} == {["rtb-1 to 10.30.0.0/16", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"routes": {"flag": "not-collected"}}}
}
