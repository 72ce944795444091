package policies.firewall.exposure.all_ports_not_open_test

import data.policies.firewall.exposure.all_ports_not_open as rule

_at := {"file": "rules.v4", "line": 3}

_unknown := {"unknown": "not told", "at": _at}

_known(value) := {"value": value, "at": _at}

cases := {
	"some ports": {"fact": _known("none"), "want": "pass"},
	"all ports for the private network": {"fact": _known("internal"), "want": "pass"},
	"all ports for all": {"fact": _known("internet"), "want": "fail"},
	"in doubt": {"fact": _unknown, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"firewall": {"exposure": {"flag": "complete", "data": {"protocols": [{
		"id": "ipv4:tcp",
		"every_port": case.fact,
	}]}}}}
	{[o.subject, o.status] | some o in observations} == {["ipv4:tcp", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"exposure": {"flag": "not-collected"}, "rule_facts": {"flag": "not-collected"}}}
}
