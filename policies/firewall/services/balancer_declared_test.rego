package policies.firewall.services.balancer_declared_test

import data.policies.firewall.services.balancer_declared as rule

_at := {"file": "main.tf", "line": 3}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_unknown := {"unknown": "known only after apply", "at": _at}

cases := {
	"internal": {"facing": _no, "want": "pass"},
	"open": {"facing": _yes, "want": "fail"},
	"declared": {"name": "open", "facing": _yes, "want": "pass"},
	"not told": {"facing": _unknown, "want": "unknown"},
	"listeners not told": {"facing": _yes, "listeners": _unknown, "want": "fail"},
	"no listeners": {"facing": _yes, "listeners": {"value": [], "at": _at}, "want": "fail"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"balancers": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"firewall.services.balancer_declared": {"declared": ["open"]}}

_snapshot(case) := {"firewall": {"balancers": {"flag": "complete", "data": {"balancers": [_thing(case)]}}}}

_thing(case) := object.union(
	object.filter(case, ["web_firewall", "ddos_plan"]),
	{
		"id": "aws_lb.y",
		"name": object.get(case, "name", "y"),
		"provider": "aws",
		"kind": object.get(case, "kind", "http"),
		"internet_facing": case.facing,
		"listeners": object.get(case, "listeners", {"value": ["https/443"], "at": _at}),
		"tags": {"value": [], "at": _at},
		"at": _at,
	},
)
