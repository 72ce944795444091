package policies.firewall.services.service_allow_list_closed_test

import data.policies.firewall.services.service_allow_list_closed as rule

_at := {"file": "main.tf", "line": 3}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_unknown := {"unknown": "known only after apply", "at": _at}

cases := {
	"for some": {"public_endpoint": _yes, "allow_list": {"default_allow": _no, "ranges": {"value": [], "at": _at}, "everyone": _no, "provider_tenants": _no}, "want": "pass"},
	"by default": {"public_endpoint": _yes, "allow_list": {"default_allow": _yes, "ranges": {"value": [], "at": _at}, "everyone": _yes, "provider_tenants": _no}, "want": "fail"},
	"by ranges": {"public_endpoint": _yes, "allow_list": {"default_allow": _no, "ranges": {"value": [], "at": _at}, "everyone": _yes, "provider_tenants": _no}, "want": "fail"},
	"every customer": {"public_endpoint": _yes, "allow_list": {"default_allow": _no, "ranges": {"value": [], "at": _at}, "everyone": _no, "provider_tenants": _yes}, "want": "fail"},
	"every customer, ranges not told": {"public_endpoint": _yes, "allow_list": {"default_allow": _no, "ranges": {"value": [], "at": _at}, "everyone": _unknown, "provider_tenants": _yes}, "want": "fail"},
	"no public endpoint": {"public_endpoint": _no, "allow_list": {"default_allow": _yes, "ranges": {"value": [], "at": _at}, "everyone": _yes, "provider_tenants": _yes}, "want": "pass"},
	"endpoint not told": {"public_endpoint": _unknown, "allow_list": {"default_allow": _yes, "ranges": {"value": [], "at": _at}, "everyone": _yes, "provider_tenants": _yes}, "want": "unknown"},
	"endpoint not told, closed": {"public_endpoint": _unknown, "allow_list": {"default_allow": _no, "ranges": {"value": [], "at": _at}, "everyone": _no, "provider_tenants": _no}, "want": "unknown"},
	"a rule of a server elsewhere": {"allow_list": {"default_allow": _no, "ranges": {"value": [], "at": _at}, "everyone": _yes, "provider_tenants": _no}, "want": "fail"},
	"list not told": {"public_endpoint": _yes, "allow_list": {"default_allow": _no, "ranges": {"value": [], "at": _at}, "everyone": _unknown, "provider_tenants": _no}, "want": "unknown"},
	"declared": {"name": "open", "public_endpoint": _yes, "allow_list": {"default_allow": _yes, "ranges": {"value": [], "at": _at}, "everyone": _yes, "provider_tenants": _no}, "want": "pass"},
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

test_a_service_without_a_list_is_not_judged if {
	count(rule.observations) == 0 with input as _snapshot({"public_endpoint": _yes}) with data.parameters as _parameters
}

_parameters := {"firewall.services.service_allow_list_closed": {"declared": ["open"]}}

_snapshot(case) := {"firewall": {"services": {"flag": "complete", "data": {"services": [_thing(case)]}}}}

_thing(case) := object.union(
	object.filter(case, ["public_endpoint", "allow_list"]),
	{
		"id": "aws_x.y",
		"name": object.get(case, "name", "y"),
		"provider": "aws",
		"kind": object.get(case, "kind", "storage"),
		"type": "aws_x",
		"tags": {"value": [], "at": _at},
		"at": _at,
	},
)
