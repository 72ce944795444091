package policies.firewall.services.endpoint_trust_declared_test

import data.policies.firewall.services.endpoint_trust_declared as rule

_at := {"file": "main.tf", "line": 3}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_unknown := {"unknown": "known only after apply", "at": _at}

cases := {
	"own": {"accounts": {"value": ["111122223333"], "at": _at}, "want": "pass"},
	"nobody": {"accounts": {"value": [], "at": _at}, "want": "pass"},
	"a stranger": {"accounts": {"value": ["111122223333", "444455556666"], "at": _at}, "want": "fail"},
	"everyone, whatever is declared": {"accounts": {"value": ["*"], "at": _at}, "want": "fail"},
	"not told": {"accounts": _unknown, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"endpoints": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

test_an_endpoint_without_accounts_is_not_judged if {
	count(rule.observations) == 0 with input as _snapshot({"auto_accept": _yes}) with data.parameters as _parameters
}

_parameters := {"firewall.services.endpoint_trust_declared": {"accounts": ["111122223333", "*"]}}

_snapshot(case) := {"firewall": {"endpoints": {"flag": "complete", "data": {"endpoints": [_thing(case)]}}}}

_thing(case) := object.union(
	object.filter(case, ["accounts", "auto_accept"]),
	{"id": "aws_x.y", "name": "y", "provider": "aws", "kind": "endpoint-service", "at": _at},
)
