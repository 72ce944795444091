package policies.lib.exposure_test

import data.policies.lib.exposure

_range(family, from, to, reach, decided_by) := {
	"id": $"{family}:tcp/{from}-{to}",
	"family": family,
	"protocol": "tcp",
	"from_port": from,
	"to_port": to,
	"at_least": reach,
	"at_most": reach,
	"reach": {"value": reach, "at": {"file": "rules", "line": 1}},
	"decided_by": decided_by,
}

_all := [
	_range("ipv4", 0, 21, "none", []),
	_range("ipv4", 22, 30, "internet", [{"at": {"file": "rules", "line": 9}, "text": "-j ACCEPT"}]),
	_range("ipv4", 31, 65535, "none", []),
	_range("ipv6", 0, 65535, "none", []),
]

test_each_family_is_a_subject if {
	object.keys(exposure.reaches(_all, ["tcp/22"])) == {"ipv4:tcp/22", "ipv6:tcp/22"}
}

test_a_port_inside_a_range_is_found if {
	object.keys(exposure.open(_all, ["tcp/25"], {"internet"})) == {"ipv4:tcp/25"}
	object.keys(exposure.closed(_all, ["tcp/25"], {"none"})) == {"ipv6:tcp/25"}
}

test_a_range_that_is_partly_open_is_open if {
	object.keys(exposure.open(_all, ["tcp/10-40"], {"internet"})) == {"ipv4:tcp/10-40"}
	object.keys(exposure.closed(_all, ["tcp/10-40"], {"none"})) == {"ipv6:tcp/10-40"}
}

test_the_edges_of_a_range_belong_to_it if {
	some port in ["tcp/22", "tcp/30"]
	object.keys(exposure.open(_all, [port], {"internet"})) == {$"ipv4:{port}"}
}

test_evidence_is_the_deciding_line if {
	exposure.open(_all, ["tcp/22"], {"internet"})["ipv4:tcp/22"].at == [{"file": "rules", "line": 9}]
}

test_another_protocol_proves_nothing if {
	count(exposure.reaches(_all, ["udp/22"])["ipv4:udp/22"]) == 0
	count(exposure.closed(_all, ["udp/22"], {"none"})) == 0
	count(exposure.open(_all, ["udp/22"], {"internet"})) == 0
}
