package policies.firewall.services.kube_nodes_private_test

import data.policies.firewall.services.kube_nodes_private as rule

_at := {"file": "main.tf", "line": 3}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_unknown := {"unknown": "known only after apply", "at": _at}

cases := {
	"yes": {"private_nodes": _yes, "want": "pass"},
	"no": {"private_nodes": _no, "want": "fail"},
	"not told": {"private_nodes": _unknown, "want": "unknown"},
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

_parameters := {"firewall.services.kube_nodes_private": {}}

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
