package policies.firewall.cloud.nacl_no_all_ports_test

import data.policies.firewall.cloud.nacl_no_all_ports as rule

_at := {"file": "network-acls.json", "line": 3}

cases := {
	"some ports": {"fact": {"value": "none", "at": _at}, "want": "pass"},
	"all ports for the private network": {"fact": {"value": "internal", "at": _at}, "want": "pass"},
	"all ports for all": {"fact": {"value": "internet", "at": _at}, "want": "fail"},
	"in doubt": {"fact": {"unknown": "entries are not told", "at": _at}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.fact, ["subnet-1"])
	{[o.subject, o.status] | some o in observations} == {["acl-1", case.want]}
}

test_a_list_is_told_once_with_what_is_open if {
	observations := rule.observations with input as object.union(
		_snapshot({"value": "none", "at": _at}, ["subnet-1"]),
		{"firewall": {"exposure": {"data": {"points": [{"id": "acl-1", "kind": "network-acl", "at": _at, "protocols": [
			{"id": "ipv4:tcp", "every_port": {"value": "internet", "at": _at}},
			{"id": "ipv4:udp", "every_port": {"unknown": "entries are not told", "at": _at}},
			{"id": "ipv6:tcp", "every_port": {"value": "internet", "at": _at}},
			{"id": "ipv6:udp", "every_port": {"value": "none", "at": _at}},
		]}]}}}},
	)
	{[o.subject, o.status, o.message] | some o in observations} == {
		["acl-1", "fail", "every port is open to the internet: ipv4:tcp, ipv6:tcp"],
	}
}

test_a_list_without_subnets_is_left_out if {
	count(rule.observations) == 0 with input as _snapshot({"value": "internet", "at": _at}, [])
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"exposure": {"flag": "not-collected"}}}
}

_snapshot(fact, subnets) := {"firewall": {
	"groups": {"flag": "complete", "data": {"groups": [{
		"id": "acl-1",
		"name": "",
		"kind": "network-acl",
		"attached_to": {"value": subnets, "at": _at},
	}]}},
	"exposure": {"flag": "complete", "data": {"points": [
		{"id": "acl-1", "kind": "network-acl", "at": _at, "ranges": [], "protocols": [{"id": "ipv4:tcp", "every_port": fact}]},
		{"id": "sg-1", "kind": "security-group", "ranges": [], "protocols": [{"id": "ipv4:tcp", "every_port": fact}]},
	]}},
}}
