package policies.firewall.exposure.port_range_bounded_test

import data.policies.firewall.exposure.port_range_bounded as rule

_at := {"file": "rules.v4", "line": 3}

cases := {
	"nothing open": {"least": 0, "most": 0, "doubt": {"value": "none", "at": _at}, "want": "pass"},
	"as long as allowed": {"least": 1000, "most": 1000, "doubt": {"value": "internet", "at": _at}, "want": "pass"},
	"longer": {"least": 1001, "most": 1001, "doubt": {"value": "internet", "at": _at}, "want": "fail"},
	"longer for sure, more in doubt": {"least": 2000, "most": 9000, "doubt": {"unknown": "a set", "at": _at}, "want": "fail"},
	"in doubt": {"least": 10, "most": 2000, "doubt": {"unknown": "a set", "at": _at}, "want": "unknown"},
	"in doubt, short anyway": {"least": 10, "most": 20, "doubt": {"unknown": "a set", "at": _at}, "want": "pass"},
}

_parameters := {"firewall.exposure.port_range_bounded": {"max_ports": 1000}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"firewall": {"port_spans": {"flag": "complete", "data": {"spans": [{
		"id": "ipv4:tcp",
		"at_least": case.least,
		"at_most": case.most,
		"doubt": case.doubt,
		"text": "1024-65535",
		"decided_by": [],
	}]}}}}
		with data.parameters as _parameters
	{[o.subject, o.status] | some o in observations} == {["ipv4:tcp", case.want]}
}

test_no_section_gives_no_observation if {
	observations := rule.observations with input as {"firewall": {"port_spans": {"flag": "not-collected"}}}
		with data.parameters as _parameters
	count(observations) == 0
}
