package policies.firewall.cloud.gcp_default_network_absent_test

import data.policies.firewall.cloud.gcp_default_network_absent as rule

_at := {"file": "networks.json", "line": 3}

cases := {
	"made on purpose": {"provider": "gcp", "fact": {"value": false, "at": _at}, "want": {["shop", "pass"]}},
	"the default one": {"provider": "gcp", "fact": {"value": true, "at": _at}, "want": {["shop", "fail"]}},
	"name not told": {"provider": "gcp", "fact": {"unknown": "after apply", "at": _at}, "want": {["shop", "unknown"]}},
	"another provider": {"provider": "aws", "fact": {"value": true, "at": _at}, "want": set()},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"firewall": {"networks": {"flag": "complete", "data": {"networks": [{
		"id": "shop",
		"name": "shop",
		"provider": case.provider,
		"is_default": case.fact,
	}]}}}}
	{[o.subject, o.status] | some o in observations} == case.want
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"networks": {"flag": "not-collected"}}}
}
