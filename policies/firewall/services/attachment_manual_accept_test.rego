package policies.firewall.services.attachment_manual_accept_test

import data.policies.firewall.services.attachment_manual_accept as rule

_at := {"file": "main.tf", "line": 3}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_unknown := {"unknown": "known only after apply", "at": _at}

cases := {
	"by hand": {"auto_accept": _no, "want": "pass"},
	"by itself": {"auto_accept": _yes, "want": "fail"},
	"not told": {"auto_accept": _unknown, "want": "unknown"},
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

test_an_endpoint_that_nobody_attaches_to_is_not_judged if {
	count(rule.observations) == 0 with input as _snapshot({}) with data.parameters as _parameters
}

_parameters := {"firewall.services.attachment_manual_accept": {}}

_snapshot(case) := {"firewall": {"endpoints": {"flag": "complete", "data": {"endpoints": [_thing(case)]}}}}

_thing(case) := object.union(
	object.filter(case, ["accounts", "auto_accept"]),
	{"id": "aws_x.y", "name": "y", "provider": "aws", "kind": "endpoint-service", "at": _at},
)
