package policies.firewall.rules.loopback_protected_test

import data.policies.firewall.rules.loopback_protected as rule

_at := {"file": "rules.v4", "line": 3}

_unknown := {"unknown": "not told", "at": _at}

_known(value) := {"value": value, "at": _at}

cases := {
	"both": {"accepted": _known("accepted"), "spoofed": _known("dropped"), "want": "pass"},
	"loopback dropped": {"accepted": _known("dropped"), "spoofed": _known("dropped"), "want": "fail"},
	"forged accepted": {"accepted": _known("accepted"), "spoofed": _known("accepted"), "want": "fail"},
	"in doubt": {"accepted": _known("accepted"), "spoofed": _unknown, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"firewall": {"exposure": {"flag": "complete", "data": {"loopback": [{
		"id": "ipv4",
		"accepted": case.accepted,
		"spoofed": case.spoofed,
	}]}}}}
	{[o.subject, o.status] | some o in observations} == {["ipv4", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"exposure": {"flag": "not-collected"}, "rule_facts": {"flag": "not-collected"}}}
}

test_where_nothing_is_filtered_is_out_of_scope if {
	observations := rule.observations with input as {"firewall": {"exposure": {"flag": "complete", "data": {
		"families": [{"id": "ipv4", "active": _known(false)}],
		"loopback": [{"id": "ipv4", "accepted": _known("accepted"), "spoofed": _known("accepted")}],
	}}}}
	{o.status | some o in observations} == {"not-applicable"}
}
