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
