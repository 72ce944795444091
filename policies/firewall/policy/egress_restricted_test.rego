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

_open(id, kind, text) := {
	"id": id,
	"kind": kind,
	"family": "ipv4",
	"every_port": _known(true),
	"internet_ports": [],
	"decided_by": [{"at": _at, "text": text}],
}

# What another rule tells, and what looks like it.
elsewhere := {
	"a default group": {"scope": _open("sg-1 default ipv4", "security-group", "allow all traffic"), "want": "not-applicable"},
	"a default group behind an ACL": {
		"scope": _open("sg-1 default behind acl-1 ipv4", "security-group", "allow all traffic"),
		"want": "not-applicable",
	},
	"a default group of a plan": {
		"scope": _open("aws_default_security_group.main ipv4", "security-group", "allow all traffic"),
		"want": "not-applicable",
	},
	"a group that is named alike": {"scope": _open("sg-2 default-web ipv4", "security-group", "allow"), "want": "fail"},
	"a network of that name": {"scope": _open("default ipv4", "network", "allow"), "want": "fail"},
	"pods by a policy": {"scope": _open("shop/web ipv4", "pods", "allow all ports to everywhere"), "want": "not-applicable"},
	"pods by a policy for all addresses": {
		"scope": _open("shop/web ipv4", "pods", "allow everything to 0.0.0.0/0,::/0"),
		"want": "not-applicable",
	},
	"pods by a policy for a part of the internet": {
		"scope": _open("shop/web ipv4", "pods", "allow everything to 8.0.0.0/8"),
		"want": "fail",
	},
	"pods by a policy with an exception": {
		"scope": _open("shop/web ipv4", "pods", "allow all ports to 0.0.0.0/0 except 10.0.0.0/8"),
		"want": "fail",
	},
	"pods that no policy selects": {"scope": _open("shop/web ipv4", "pods", "policy of policies output"), "want": "fail"},
	"a declared default group": {
		"scope": object.union(_open("sg-1 default ipv4", "security-group", "allow"), {"undeclared": _known(["tcp/25"])}),
		"want": "fail",
	},
}

test_told_elsewhere[note] if {
	some note, case in elsewhere
	observations := rule.observations with input as {"firewall": {
		"exposure": {"flag": "complete", "data": {"points": [
			{"id": "sg-1 default", "name": "default", "kind": "security-group"},
			{"id": "sg-1 default behind acl-1", "name": "default", "kind": "security-group"},
			{"id": "sg-2 default-web", "name": "default-web", "kind": "security-group"},
			{
				"id": "aws_default_security_group.main",
				"name": "aws_default_security_group.main",
				"kind": "security-group",
			},
			{"id": "default", "name": "default", "kind": "network"},
		]}},
		"egress": {"flag": "complete", "data": {"scopes": [case.scope]}},
	}}
	{[o.subject, o.status] | some o in observations} == {[case.scope.id, case.want]}
}
