package policies.firewall.policy.egress_restricted_test

import data.policies.firewall.policy.egress_restricted as rule

_at := {"file": "rules.v4", "line": 3}

_known(value) := {"value": value, "at": _at}

_unknown := {"unknown": "It depends on a set.", "at": _at}

cases := {
	"everything leaves": {"scope": {"every_port": _known(true)}, "want": "fail"},
	"some ports": {"scope": {"every_port": _known(false)}, "want": "pass"},
	"in doubt": {"scope": {"every_port": _unknown}, "want": "unknown"},
	"everything, and declared": {"scope": {"every_port": _known(true), "undeclared": _known([])}, "want": "pass"},
	"some ports, one not declared": {
		"scope": {"every_port": _known(false), "undeclared": _known(["tcp/25 to every public address"])},
		"want": "fail",
	},
	"declared, the rest in doubt": {"scope": {"every_port": _known(false), "undeclared": _unknown}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"firewall": {"egress": {"flag": "complete", "data": {"scopes": [object.union(
		{"id": "sg-1 web ipv4", "kind": "security-group", "family": "ipv4", "internet_ports": ["tcp/443"], "decided_by": []},
		case.scope,
	)]}}}}
	{[o.subject, o.status] | some o in observations} == {["sg-1 web ipv4", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"egress": {"flag": "not-collected"}}}
}

test_where_nothing_is_filtered_another_rule_tells_it if {
	observations := rule.observations with input as {"firewall": {
		"exposure": {"flag": "complete", "data": {"families": [
			{"id": "ipv4", "active": _known(false)},
			{"id": "ipv6", "active": _known(true)},
		]}},
		"egress": {"flag": "complete", "data": {"scopes": [
		{"id": family, "kind": "machine", "family": family, "every_port": _known(true), "internet_ports": [], "decided_by": []} |
			some family in ["ipv4", "ipv6"]
		]}},
	}}
	{[o.subject, o.status] | some o in observations} == {["ipv4", "not-applicable"], ["ipv6", "fail"]}
}
