package policies.firewall.services.edge_web_firewall_test

import data.policies.firewall.services.edge_web_firewall as rule

_at := {"file": "main.tf", "line": 3}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_unknown := {"unknown": "known only after apply", "at": _at}

cases := {
	"behind one": {"facing": _yes, "web_firewall": _yes, "want": "pass"},
	"bare": {"facing": _yes, "web_firewall": _no, "want": "fail"},
	"internal": {"facing": _no, "web_firewall": _no, "want": "not-applicable"},
	"packets": {"facing": _yes, "kind": "packet", "ddos_plan": _no, "want": "not-applicable"},
	"not told": {"facing": _yes, "web_firewall": _unknown, "want": "unknown"},
	"facing not told": {"facing": _unknown, "web_firewall": _no, "want": "unknown"},
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

_with_plan := {"firewall.services.edge_web_firewall": {"ddos_plan": true}}

plan_cases := {
	"both": {"facing": _yes, "web_firewall": _yes, "ddos_plan": _yes, "want": "pass"},
	"no plan": {"facing": _yes, "web_firewall": _yes, "ddos_plan": _no, "want": "fail"},
	"packets with a plan": {"facing": _yes, "kind": "packet", "ddos_plan": _yes, "want": "pass"},
	"packets without": {"facing": _yes, "kind": "packet", "ddos_plan": _no, "want": "fail"},
	"plan not told": {"facing": _yes, "web_firewall": _yes, "ddos_plan": _unknown, "want": "unknown"},
}

test_a_plan_is_asked_for_by_the_parameter[note] if {
	some note, case in plan_cases
	observations := rule.observations with input as _snapshot(case) with data.parameters as _with_plan
	{o.status | some o in observations} == {case.want}
}

_parameters := {"firewall.services.edge_web_firewall": {"ddos_plan": false}}

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
