package policies.firewall.cloud.subnet_no_auto_public_ip_test

import data.policies.firewall.cloud.subnet_no_auto_public_ip as rule

_at := {"file": "subnets.json", "line": 3}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_unknown := {"unknown": "not given", "at": _at}

cases := {
	"asked for": {"fact": _no, "default": _no, "inside": [], "want": "pass"},
	"handed out": {"fact": _yes, "default": _no, "inside": [], "want": "fail"},
	"not told": {"fact": _unknown, "default": _no, "inside": [], "want": "unknown"},
	"in the default network, in use": {"fact": _yes, "default": _yes, "inside": ["eni-1"], "want": "fail"},
	"in the default network with nothing in it": {"fact": _yes, "default": _yes, "inside": [], "want": "not-applicable"},
	"whether it is the default network is not told": {"fact": _yes, "default": _unknown, "inside": [], "want": "fail"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case)
	{[o.subject, o.status] | some o in observations} == {["subnet-1 public", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"subnets": {"flag": "not-collected"}}}
}

_snapshot(case) := {"firewall": {
	"subnets": {"flag": "complete", "data": {"subnets": [{
		"id": "subnet-1",
		"name": "public",
		"network": "vpc-1",
		"hands_out_public_addresses": case.fact,
	}]}},
	"networks": {"flag": "complete", "data": {"networks": [{
		"id": "vpc-1",
		"is_default": case["default"],
		"workloads": {"value": case.inside, "at": _at},
		"at": _at,
	}]}},
}}
