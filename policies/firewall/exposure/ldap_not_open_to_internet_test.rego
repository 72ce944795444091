package policies.firewall.exposure.ldap_not_open_to_internet_test

import data.policies.firewall.exposure.ldap_not_open_to_internet as rule

_parameters := {"firewall.exposure.ldap_not_open_to_internet": {"ports": ["tcp/389"]}}

cases := {
	"closed": {"at_least": "none", "at_most": "none", "want": "pass"},
	"partner sources": {"at_least": "partner", "at_most": "partner", "want": "pass"},
	"open to the internet": {"at_least": "internet", "at_most": "internet", "want": "fail"},
	"may be open": {"at_least": "none", "at_most": "internet", "want": "unknown"},
	"open like everything, and nothing waits there": {
		"at_least": "internet",
		"at_most": "internet",
		"named": false,
		"want": "not-applicable",
	},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case) with data.parameters as _parameters
	{[o.subject, o.status] | some o in observations} == {["ipv4:tcp/389", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"exposure": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_snapshot(case) := {"firewall": {"exposure": {"flag": "complete", "data": {"listeners": [], "ranges": [
	_range(0, 388, "none", "none"),
	object.union(_range(389, 389, case.at_least, case.at_most), {"named": object.get(case, "named", true)}),
	_range(390, 65535, "none", "none"),
]}}}}

_range(from, to, at_least, at_most) := {
	"id": $"ipv4:tcp/{from}-{to}",
	"family": "ipv4",
	"protocol": "tcp",
	"from_port": from,
	"to_port": to,
	"at_least": at_least,
	"at_most": at_most,
	"reach": _reach(at_least, at_most),
	"percent": 0,
	"split": false,
	"named": true,
	"decided_by": [],
}

_reach(same, same) := {"value": same, "at": {"file": "rules.v4", "line": 3}}

_reach(low, high) := {"unknown": "a set was not given", "at": {"file": "rules.v4", "line": 9}} if low != high
