package policies.firewall.policy.host_firewall_active_test

import data.policies.firewall.policy.host_firewall_active as rule

_at := {"file": "rules.v4", "line": 3}

_unknown := {"unknown": "not told", "at": _at}

_known(value) := {"value": value, "at": _at}

cases := {
	"filters": {"fact": _known(true), "want": "pass"},
	"filters nothing": {"fact": _known(false), "want": "fail"},
	"not told": {"fact": _unknown, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"firewall": {"exposure": {"flag": "complete", "data": {"families": [{
		"id": "ipv6",
		"active": case.fact,
	}]}}}}
	{[o.subject, o.status] | some o in observations} == {["ipv6", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"exposure": {"flag": "not-collected"}, "rule_facts": {"flag": "not-collected"}}}
}
