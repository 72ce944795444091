package policies.firewall.exposure.no_half_internet_split_test

import data.policies.firewall.exposure.no_half_internet_split as rule

_at := {"file": "rules.v4", "line": 3}

_unknown := {"unknown": "not told", "at": _at}

_known(value) := {"value": value, "at": _at}

cases := {
	"closed": {"fact": _known("none"), "split": false, "want": "pass"},
	"open by one rule": {"fact": _known("internet"), "split": false, "want": "pass"},
	"open in halves": {"fact": _known("internet"), "split": true, "want": "fail"},
	"in doubt": {"fact": _unknown, "split": false, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"firewall": {"exposure": {"flag": "complete", "data": {"ranges": [{
		"id": "ipv4:tcp/22",
		"reach": case.fact,
		"split": case.split,
		"percent": 100,
		"decided_by": [{"at": _at, "text": "-s 0.0.0.0/1 -j ACCEPT"}],
	}]}}}}
	{[o.subject, o.status] | some o in observations} == {["ipv4:tcp/22", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"exposure": {"flag": "not-collected"}, "rule_facts": {"flag": "not-collected"}}}
}
