package policies.firewall.policy.no_default_accept_forward_test

import data.policies.firewall.policy.no_default_accept_forward as rule

_at := {"file": "rules.v4", "line": 3}

_unknown := {"unknown": "not told", "at": _at}

_known(value) := {"value": value, "at": _at}

cases := {
	"deny and forwarding": {"fact": _known("deny"), "forwards": _known(true), "want": "pass"},
	"deny, forwarding not told": {"fact": _known("deny"), "forwards": _unknown, "want": "pass"},
	"allow and forwarding": {"fact": _known("allow"), "forwards": _known(true), "want": "fail"},
	"allow, forwarding not told": {"fact": _known("allow"), "forwards": _unknown, "want": "unknown"},
	"allow and not forwarding": {"fact": _known("allow"), "forwards": _known(false), "want": "not-applicable"},
	"deny and not forwarding": {"fact": _known("deny"), "forwards": _known(false), "want": "not-applicable"},
	"policy not told": {"fact": _unknown, "forwards": _known(true), "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"firewall": {"exposure": {"flag": "complete", "data": {"policies": [{
		"id": "ipv4:forward",
		"hook": "forward",
		"default": case.fact,
		"forwards": case.forwards,
	}]}}}}
	{[o.subject, o.status] | some o in observations} == {["ipv4:forward", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"exposure": {"flag": "not-collected"}, "rule_facts": {"flag": "not-collected"}}}
}
