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
	{[o.subject, o.status] | some o in observations} == {["acl-1 ipv4:tcp", case.want]}
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
		{"id": "acl-1", "kind": "network-acl", "ranges": [], "protocols": [{"id": "ipv4:tcp", "every_port": fact}]},
		{"id": "sg-1", "kind": "security-group", "ranges": [], "protocols": [{"id": "ipv4:tcp", "every_port": fact}]},
	]}},
}}
