package policies.firewall.exposure.ipv6_parity_test

import data.policies.firewall.exposure.ipv6_parity as rule

_at := {"file": "rules.v4", "line": 3}

_unknown := {"unknown": "not told", "at": _at}

_known(value) := {"value": value, "at": _at}

cases := {
	"same": {"fact": _known([]), "want": "pass"},
	"wider": {"fact": _known(["tcp/22"]), "want": "fail"},
	"in doubt": {"fact": _unknown, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"firewall": {"exposure": {"flag": "complete", "data": {"parity": [{
		"id": "tcp",
		"wider": case.fact,
		"decided_by": [{"at": _at, "text": "-j ACCEPT"}],
	}]}}}}
	{[o.subject, o.status] | some o in observations} == {["tcp", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"exposure": {"flag": "not-collected"}, "rule_facts": {"flag": "not-collected"}}}
}

_snapshot(active) := {"firewall": {"exposure": {"flag": "complete", "data": {
	"families": [{"id": "ipv4", "active": _known(true)}, {"id": "ipv6", "active": active}],
	"parity": [{"id": "tcp", "wider": _known(["tcp/22"]), "decided_by": [{"at": _at, "text": "-j ACCEPT"}]}],
}}}}

test_no_filter_for_ipv6_is_told_elsewhere if {
	some observation in rule.observations with input as _snapshot(_known(false))
	observation.status == "not-applicable"
	contains(observation.message, "firewall.policy.host_firewall_active")
}

test_a_filter_for_ipv6_or_a_doubt_of_one_is_judged if {
	every active in [_known(true), _unknown] {
		{o.status | some o in rule.observations} == {"fail"} with input as _snapshot(active)
	}
}
