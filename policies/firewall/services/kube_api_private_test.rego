package policies.firewall.services.kube_api_private_test

import data.policies.firewall.services.kube_api_private as rule

_at := {"file": "main.tf", "line": 3}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_unknown := {"unknown": "known only after apply", "at": _at}

cases := {
	"private": {"public_endpoint": _no, "everyone": _yes, "want": "pass"},
	"open": {"public_endpoint": _yes, "everyone": _yes, "ranges": {"value": ["0.0.0.0/0"], "at": _at}, "want": "fail"},
	"declared ranges": {"public_endpoint": _yes, "ranges": {"value": ["192.0.2.0/24"], "at": _at}, "want": "pass"},
	"other ranges": {"public_endpoint": _yes, "ranges": {"value": ["198.51.100.0/24"], "at": _at}, "want": "fail"},
	"endpoint not told": {"public_endpoint": _unknown, "everyone": _yes, "want": "unknown"},
	"ranges not told": {"public_endpoint": _yes, "ranges": _unknown, "everyone": _unknown, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"clusters": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

test_any_list_passes_when_none_is_asked_for if {
	observations := rule.observations with data.parameters as {"firewall.services.kube_api_private": {"ranges": []}}
		with input as _snapshot({"public_endpoint": _yes, "ranges": {"value": ["198.51.100.0/24"], "at": _at}})
	{o.status | some o in observations} == {"pass"}
}

_parameters := {"firewall.services.kube_api_private": {"ranges": ["192.0.2.0/24"]}}

_snapshot(case) := {"firewall": {"clusters": {"flag": "complete", "data": {"clusters": [_thing(case)]}}}}

_thing(case) := {key: object.get(case, key, value) | some key, value in {
	"id": "aws_eks_cluster.y",
	"name": "y",
	"provider": "aws",
	"public_endpoint": _no,
	"ranges": {"value": [], "at": _at},
	"everyone": _no,
	"private_nodes": _yes,
	"policy_engine": _yes,
	"at": _at,
}}
