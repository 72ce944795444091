package policies.firewall.services.compute_service_not_public_test

import data.policies.firewall.services.compute_service_not_public as rule

_at := {"file": "main.tf", "line": 3}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_unknown := {"unknown": "known only after apply", "at": _at}

cases := {
	"closed": {"public_endpoint": _no, "want": "pass"},
	"open": {"public_endpoint": _yes, "want": "fail"},
	"declared": {"name": "open", "public_endpoint": _yes, "want": "pass"},
	"not told": {"public_endpoint": _unknown, "want": "unknown"},
	"for some": {"public_endpoint": _yes, "allow_list": {"default_allow": _no, "ranges": {"value": [], "at": _at}, "everyone": _no, "provider_tenants": _no}, "want": "pass"},
	"for everyone": {"public_endpoint": _yes, "allow_list": {"default_allow": _yes, "ranges": {"value": [], "at": _at}, "everyone": _yes, "provider_tenants": _no}, "want": "fail"},
	"for every customer": {"public_endpoint": _yes, "allow_list": {"default_allow": _no, "ranges": {"value": [], "at": _at}, "everyone": _no, "provider_tenants": _yes}, "want": "fail"},
	"list not told": {"public_endpoint": _yes, "allow_list": {"default_allow": _unknown, "ranges": {"value": [], "at": _at}, "everyone": _unknown, "provider_tenants": _no}, "want": "unknown"},
	"declared with a list": {"name": "open", "public_endpoint": _yes, "allow_list": {"default_allow": _no, "ranges": {"value": [], "at": _at}, "everyone": _no, "provider_tenants": _no}, "want": "pass"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"services": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

test_other_kinds_are_not_judged if {
	count(rule.observations) == 0 with input as _snapshot({"kind": "database", "public_endpoint": _yes})
		with data.parameters as _parameters
}

_parameters := {"firewall.services.compute_service_not_public": {"declared": ["open"]}}

_snapshot(case) := {"firewall": {"services": {"flag": "complete", "data": {"services": [_thing(case)]}}}}

_thing(case) := object.union(
	object.filter(case, ["public_endpoint", "allow_list"]),
	{
		"id": "aws_x.y",
		"name": object.get(case, "name", "y"),
		"provider": "aws",
		"kind": object.get(case, "kind", "app"),
		"type": "aws_x",
		"tags": {"value": [], "at": _at},
		"at": _at,
	},
)
