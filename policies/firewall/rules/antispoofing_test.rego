package policies.firewall.rules.antispoofing_test

import data.policies.firewall.rules.antispoofing as rule

_parameters := {"firewall.rules.antispoofing": {"blocks": ["10.0.0.0/8", "fc00::/7"]}}

_at := {"file": "rules.v4", "line": 3}

cases := {
	"dropped": {"accepted": {"value": [], "at": _at}, "want": "pass"},
	"let in": {"accepted": {"value": ["10.0.0.0/8"], "at": _at}, "want": "fail"},
	"only blocks that are not asked for": {"accepted": {"value": ["224.0.0.0/3"], "at": _at}, "want": "pass"},
	"in doubt": {"accepted": {"unknown": "It depends on a set.", "at": _at}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"firewall": {"spoofing": {"flag": "complete", "data": {"interfaces": [{
		"id": "ipv4:eth0",
		"accepted": case.accepted,
		"decided_by": [],
	}]}}}}
		with data.parameters as _parameters
	{[o.subject, o.status] | some o in observations} == {["ipv4:eth0", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"spoofing": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}
