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
		{"id": "ipv4:input", "family": "ipv4", "hook": "input", "default": case.fact},
		{"id": "ipv4:forward", "family": "ipv4", "hook": "forward", "default": _known("allow")},
	]}}}}
	{[o.subject, o.status] | some o in observations} == {["ipv4:input", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"exposure": {"flag": "not-collected"}, "rule_facts": {"flag": "not-collected"}}}
}

test_a_family_without_any_filter_is_told_elsewhere if {
	observations := rule.observations with input as {"firewall": {"exposure": {"flag": "complete", "data": {
		"families": [{"id": "ipv4", "active": _known(true)}, {"id": "ipv6", "active": _known(false)}],
		"policies": [
		{"id": $"{family}:input", "family": family, "hook": "input", "default": _known("allow")} |
			some family in ["ipv4", "ipv6"]
		],
	}}}}
	{[o.subject, o.status] | some o in observations} == {["ipv4:input", "fail"], ["ipv6:input", "not-applicable"]}
	some o in observations
	contains(o.message, "firewall.policy.host_firewall_active")
}
