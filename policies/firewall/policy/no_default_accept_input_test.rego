package policies.firewall.policy.no_default_accept_input_test

import data.policies.firewall.policy.no_default_accept_input as rule

_at := {"file": "rules.v4", "line": 3}

_unknown := {"unknown": "not told", "at": _at}

_known(value) := {"value": value, "at": _at}

cases := {
	"deny": {"fact": _known("deny"), "want": "pass"},
	"allow": {"fact": _known("allow"), "want": "fail"},
	"not told": {"fact": _unknown, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"firewall": {"exposure": {"flag": "complete", "data": {"policies": [
		{"id": "ipv4:input", "hook": "input", "default": case.fact},
		{"id": "ipv4:forward", "hook": "forward", "default": _known("allow")},
	]}}}}
	{[o.subject, o.status] | some o in observations} == {["ipv4:input", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"exposure": {"flag": "not-collected"}, "rule_facts": {"flag": "not-collected"}}}
}
