package policies.firewall.cloud.nacl_no_rdp_from_internet_test

import data.policies.firewall.cloud.nacl_no_rdp_from_internet as rule

_parameters := {"firewall.cloud.nacl_no_rdp_from_internet": {"ports": ["tcp/3389"]}}

_at := {"file": "network-acls.json", "line": 3}

cases := {
	"closed": {"low": "none", "high": "none", "named": true, "every": "none", "want": "pass"},
	"known senders": {"low": "partner", "high": "partner", "named": true, "every": "none", "want": "pass"},
	"open by an entry that names the port": {"low": "internet", "high": "internet", "named": true, "every": "none", "want": "fail"},
	"everything is open, which is told by another rule": {
		"low": "internet",
		"high": "internet",
		"named": false,
		"every": "internet",
		"want": "not-applicable",
	},
	"an entry in doubt": {"low": "none", "high": "internet", "named": true, "every": "none", "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case, ["subnet-1"]) with data.parameters as _parameters
	{[o.subject, o.status] | some o in observations} == {["acl-1 edge ipv4:tcp/3389", case.want]}
}

test_a_list_without_subnets_is_left_out if {
	case := cases["open by an entry that names the port"]
	count(rule.observations) == 0 with input as _snapshot(case, []) with data.parameters as _parameters
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"exposure": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_snapshot(case, subnets) := {"firewall": {
	"groups": {"flag": "complete", "data": {"groups": [{
		"id": "acl-1",
		"name": "edge",
		"kind": "network-acl",
		"attached_to": {"value": subnets, "at": _at},
	}]}},
	"exposure": {"flag": "complete", "data": {
		"ranges": [],
		"protocols": [],
		"policies": [],
		"points": [
			{
				"id": "acl-1 edge",
				"kind": "network-acl",
				"ranges": [_range(case)],
				"protocols": [{"id": "ipv4:tcp", "every_port": {"value": case.every, "at": _at}}],
			},
			{"id": "sg-1 web", "kind": "security-group", "ranges": [_range(case)], "protocols": []},
		],
	}},
}}

_range(case) := {
	"id": "ipv4:tcp/3389",
	"family": "ipv4",
	"protocol": "tcp",
	"from_port": 3389,
	"to_port": 3389,
	"at_least": case.low,
	"at_most": case.high,
	"reach": _reach(case.low, case.high),
	"percent": 0,
	"split": false,
	"named": case.named,
	"decided_by": [],
}

_reach(same, same) := {"value": same, "at": _at}

_reach(low, high) := {"unknown": "an entry is not told", "at": _at} if low != high
