package policies.firewall.rules.icmp_not_blanket_test

import data.policies.firewall.rules.icmp_not_blanket as rule

_at := {"file": "rules.v4", "line": 3}

_known(value) := {"value": value, "at": _at}

_unknown := {"unknown": "It depends on a set.", "at": _at}

cases := {
	"as it should be": {"needed": _known("accepted"), "redirects": _known("dropped"), "active": true, "want": "pass"},
	"redirects are the kernel's matter": {
		"needed": _known("accepted"),
		"redirects": _known("kernel"),
		"active": true,
		"want": "pass",
	},
	"needed and dropped": {"needed": _known("dropped"), "redirects": _known("dropped"), "active": true, "want": "fail"},
	"all of ICMP": {"needed": _known("accepted"), "redirects": _known("accepted"), "active": true, "want": "fail"},
	"one fails, one in doubt": {"needed": _unknown, "redirects": _known("accepted"), "active": true, "want": "fail"},
	"one in doubt": {"needed": _unknown, "redirects": _known("dropped"), "active": true, "want": "unknown"},
	"nothing is filtered": {
		"needed": _known("accepted"),
		"redirects": _known("accepted"),
		"active": false,
		"want": "not-applicable",
	},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"firewall": {
		"exposure": {"flag": "complete", "data": {"families": [{"id": "ipv6", "active": _known(case.active)}]}},
		"icmp": {"flag": "complete", "data": {"families": [{
			"id": "ipv6",
			"needed": [{"id": "packet too big (type 2)", "verdict": case.needed}],
			"redirects": case.redirects,
		}]}},
	}}
	{[o.subject, o.status] | some o in observations} == {["ipv6", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {
		"exposure": {"flag": "not-collected"},
		"icmp": {"flag": "not-collected"},
	}}
}
