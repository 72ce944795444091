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

_machine(active, default_verdict) := {"firewall": {"exposure": {"flag": "complete", "data": {
	"families": [{"id": "ipv4", "active": active}, {"id": "ipv6", "active": _known(true)}],
	"policies": [
		{"id": "ipv4:input", "family": "ipv4", "hook": "input", "default": default_verdict},
		{"id": "ipv4:forward", "family": "ipv4", "hook": "forward", "default": _known("allow")},
	],
	"protocols": [{"id": "ipv4:tcp", "every_port": _known("internet")}],
	"points": [{"id": "sg-1", "kind": "security-group", "at": _at, "ranges": [], "protocols": [{
		"id": "ipv4:tcp",
		"every_port": _known("internet"),
	}]}],
}}}}

# What decides that every port of the machine is open, and what tells it; a point is always judged here.
tellers := {
	"a rule": {"active": _known(true), "default": _known("deny"), "want": "fail", "by": "every port"},
	"the policy": {
		"active": _known(true),
		"default": _known("allow"),
		"want": "not-applicable",
		"by": "firewall.policy.no_default_accept_input",
	},
	"nothing is filtered": {
		"active": _known(false),
		"default": _known("allow"),
		"want": "not-applicable",
		"by": "firewall.policy.host_firewall_active",
	},
	"a policy in doubt": {"active": _unknown, "default": _unknown, "want": "fail", "by": "every port"},
}

test_what_opens_every_port_is_told_once[note] if {
	some note, case in tellers
	observations := rule.observations with input as _machine(case.active, case.default)
	{[o.subject, o.status] | some o in observations} == {["ipv4:tcp", case.want], ["sg-1 ipv4:tcp", "fail"]}
	some o in observations
	o.subject == "ipv4:tcp"
	contains(o.message, case.by)
}
