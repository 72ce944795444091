package policies.firewall.cloud.azure_nsg_no_udp_test

import data.policies.firewall.cloud.azure_nsg_no_udp as rule

_at := {"file": "nsgs.json", "line": 3}

_range(from, to, least, most) := {
	"id": "ipv4:udp/x",
	"family": "ipv4",
	"protocol": "udp",
	"from_port": from,
	"to_port": to,
	"at_least": least,
	"at_most": most,
	"reach": _reach(least, most),
	"decided_by": [{"at": _at, "text": "allow udp"}],
}

_reach(least, most) := {"value": least, "at": _at} if least == most

_reach(least, most) := {"unknown": "It depends on a service tag.", "at": _at} if least != most

_tcp := object.union(_range(0, 65535, "internet", "internet"), {"protocol": "tcp"})

_allow_none := []

cases := {
	"closed": {"ranges": [_range(0, 65535, "none", "none")], "declared": _allow_none, "want": "pass"},
	"some public addresses": {"ranges": [_range(0, 65535, "partner", "partner")], "declared": _allow_none, "want": "pass"},
	"one port": {
		"ranges": [_range(0, 52, "none", "none"), _range(53, 53, "internet", "internet"), _range(54, 65535, "none", "none")],
		"declared": _allow_none,
		"want": "fail",
	},
	"one port that is declared": {
		"ranges": [_range(0, 52, "none", "none"), _range(53, 53, "internet", "internet"), _range(54, 65535, "none", "none")],
		"declared": ["53"],
		"want": "pass",
	},
	"declared as a number": {"ranges": [_range(53, 53, "internet", "internet")], "declared": [53], "want": "pass"},
	"declared in two overlapping parts": {
		"ranges": [_range(500, 600, "internet", "internet")],
		"declared": ["udp/400-550", "540-600"],
		"want": "pass",
	},
	"declared but for one port between": {
		"ranges": [_range(500, 600, "internet", "internet")],
		"declared": ["400-549", "551-700"],
		"want": "fail",
	},
	"declared but for the last port": {
		"ranges": [_range(500, 600, "internet", "internet")],
		"declared": ["500-599"],
		"want": "fail",
	},
	"a service tag": {"ranges": [_range(0, 65535, "none", "internet")], "declared": _allow_none, "want": "unknown"},
	"TCP is judged elsewhere": {
		"ranges": [_tcp, _range(0, 65535, "internal", "internal")],
		"declared": _allow_none,
		"want": "pass",
	},
}

_input(engine, kind, ranges) := {"firewall": {
	"exposure": {"flag": "complete", "data": {"points": [{"id": "rg/nsg", "kind": kind, "ranges": ranges}]}},
	"point_engines": {"flag": "complete", "data": {"points": [{"id": "rg/nsg", "engine": engine}]}},
}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input("azure-nsg", "security-group", case.ranges)
		with data.parameters as {"firewall.cloud.azure_nsg_no_udp": {"declared": case.declared}}
	{[o.subject, o.status] | some o in observations} == {["rg/nsg ipv4:udp", case.want]}
}

test_only_azure if {
	every engine in ["aws-sg", "gcp"] {
		observations := rule.observations with input as _input(engine, "security-group", [_range(0, 9, "internet", "internet")])
			with data.parameters as {"firewall.cloud.azure_nsg_no_udp": {"declared": []}}
		count(observations) == 0
	}
}

test_ports_are_named if {
	observations := rule.observations with input as _input("azure-nsg", "interface", [
		_range(53, 53, "internet", "internet"),
		_range(500, 501, "internet", "internet"),
	])
		with data.parameters as {"firewall.cloud.azure_nsg_no_udp": {"declared": []}}
	{o.message | some o in observations} == {"open to the internet: udp/53, 500-501"}
}

test_no_section_gives_no_observation if {
	observations := rule.observations with input as {"firewall": {"exposure": {"flag": "not-collected"}}}
		with data.parameters as {"firewall.cloud.azure_nsg_no_udp": {"declared": []}}
	count(observations) == 0
}
