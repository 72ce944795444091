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
	"named": true,
	"decided_by": decided_by,
}

_exposed := {"ranges": _all, "protocols": [], "policies": []}

_all := [
	_range("ipv4", 0, 21, "none", []),
	_range("ipv4", 22, 30, "internet", [{"at": {"file": "rules", "line": 9}, "text": "-j ACCEPT"}]),
	_range("ipv4", 31, 65535, "none", []),
	_range("ipv6", 0, 65535, "none", []),
]

test_each_family_is_a_subject if {
	object.keys(exposure.reaches(_exposed, ["tcp/22"])) == {"ipv4:tcp/22", "ipv6:tcp/22"}
}

test_a_port_inside_a_range_is_found if {
	object.keys(exposure.open(_exposed, ["tcp/25"], {"internet"})) == {"ipv4:tcp/25"}
	object.keys(exposure.closed(_exposed, ["tcp/25"], {"none"})) == {"ipv6:tcp/25"}
}

test_a_range_that_is_partly_open_is_open if {
	object.keys(exposure.open(_exposed, ["tcp/10-40"], {"internet"})) == {"ipv4:tcp/10-40"}
	object.keys(exposure.closed(_exposed, ["tcp/10-40"], {"none"})) == {"ipv6:tcp/10-40"}
}

test_the_edges_of_a_range_belong_to_it if {
	some port in ["tcp/22", "tcp/30"]
	object.keys(exposure.open(_exposed, [port], {"internet"})) == {$"ipv4:{port}"}
}

test_evidence_is_the_deciding_line if {
	exposure.open(_exposed, ["tcp/22"], {"internet"})["ipv4:tcp/22"].at == [{"file": "rules", "line": 9}]
}

test_another_protocol_proves_nothing if {
	count(exposure.reaches(_exposed, ["udp/22"])["ipv4:udp/22"]) == 0
	count(exposure.closed(_exposed, ["udp/22"], {"none"})) == 0
	count(exposure.open(_exposed, ["udp/22"], {"internet"})) == 0
}

# What is open only because everything is.
_unnamed(reach) := object.union(
	_range("ipv4", 0, 65535, reach, [{"at": {"file": "rules", "line": 2}, "text": "policy of INPUT"}]),
	{"named": false},
)

_everything(reach, more) := object.union(
	{"ranges": [_unnamed(reach)], "protocols": [], "policies": []},
	more,
)

_waiting(port) := {"listeners": [{
	"id": $"ipv4:tcp/{port}",
	"family": "ipv4",
	"protocol": "tcp",
	"port": port,
	"program": "redis-server",
	"at": {"file": "/proc/net/tcp", "line": 2},
}]}

_every_port := {"protocols": [{"id": "ipv4:tcp", "every_port": {"value": "internet", "at": {"file": "rules"}}}]}

_default := {"policies": [{"id": "ipv4:input", "default": {"value": "allow", "at": {"file": "rules"}}}]}

# What is proved of tcp/6379 where no rule names ports.
cases := {
	"a program waits there": {"reach": "internet", "more": _waiting(6379), "want": "open"},
	"a program waits there and all is told": {
		"reach": "internet",
		"more": object.union(_waiting(6379), _every_port),
		"want": "open",
	},
	"another program waits elsewhere": {"reach": "internet", "more": _waiting(80), "want": "unserved"},
	"nothing waits anywhere": {"reach": "internet", "more": {"listeners": []}, "want": "unserved"},
	"not seen, every port is told": {"reach": "internet", "more": _every_port, "want": "unserved"},
	"not seen, the policy is told": {"reach": "internet", "more": _default, "want": "unserved"},
	"not seen, told by nothing else": {"reach": "internet", "more": {}, "want": "open"},
	"not seen, private senders": {"reach": "internal", "more": {}, "want": "unknown"},
	"nothing waits, private senders": {"reach": "internal", "more": {"listeners": []}, "want": "unserved"},
}

test_what_no_rule_names[note] if {
	some note, case in cases
	exposed := _everything(case.reach, case.more)
	forbidden := {"internet", "partner", "internal"}
	found := {word |
		some word, table in {
			"open": exposure.open(exposed, ["tcp/6379"], forbidden),
			"unserved": exposure.unserved(exposed, ["tcp/6379"], forbidden),
			"closed": exposure.closed(exposed, ["tcp/6379"], {"none"}),
		}
		table["ipv4:tcp/6379"]
	}
	found == {"open": {"open"}, "unserved": {"unserved"}, "unknown": set()}[case.want]
}

test_a_port_in_doubt_says_what_to_do if {
	exposed := _everything("internal", {})
	some fact in exposure.reaches(exposed, ["tcp/2375"])["ipv4:tcp/2375"]
	contains(fact.unknown, "scan the host")
}

test_a_named_port_counts_without_a_program if {
	exposed := object.union(_exposed, {"listeners": []})
	object.keys(exposure.open(exposed, ["tcp/22"], {"internet"})) == {"ipv4:tcp/22"}
}

test_the_message_names_the_program if {
	exposed := _everything("internet", _waiting(6379))
	proof := exposure.open(exposed, ["tcp/6379"], {"internet"})["ipv4:tcp/6379"]
	startswith(proof.message, "open to the internet, and redis-server waits there: ")
}

# What the message names as the rule that tells it.
tellers := {
	"every port": {"more": _every_port, "want": "as firewall.exposure.all_ports_not_open tells"},
	"the policy": {"more": _default, "want": "as firewall.policy.no_default_accept_input tells"},
	"the policy opens every port": {
		"more": object.union(_default, _every_port),
		"want": "as firewall.policy.no_default_accept_input tells",
	},
	"nothing is filtered": {
		"more": object.union(_default, {"families": [{"id": "ipv4", "active": {"value": false, "at": {"file": "rules"}}}]}),
		"want": "as firewall.policy.host_firewall_active tells",
	},
	"a private sender, and nothing waits": {"more": {"listeners": []}, "want": "everything is open to the internet; no program"},
}

test_what_is_not_told_here_names_the_rule_that_does[note] if {
	some note, case in tellers
	proof := exposure.unserved(_everything("internet", case.more), ["tcp/6379"], {"internet"})["ipv4:tcp/6379"]
	contains(proof.message, case.want)
}

test_an_open_list_of_a_network_is_told_by_its_own_rule if {
	exposed := exposure.acls({"points": [{
		"id": "acl-1",
		"kind": "network-acl",
		"at": {"file": "acls"},
		"ranges": [_unnamed("internet")],
		"protocols": _every_port.protocols,
	}]})
	proof := exposure.unserved(exposed, ["tcp/22"], {"internet"})["acl-1 ipv4:tcp/22"]
	contains(proof.message, "as firewall.cloud.nacl_no_all_ports tells")
}

# The index only says where to look: with it and without it the same is told.
_indexed := {
	"ranges": [],
	"protocols": [],
	"policies": [],
	"points": [
		{"id": "sg-0", "kind": "security-group", "at": {"file": "sg"}, "ranges": [], "protocols": []},
		{"id": "sg-1", "kind": "security-group", "at": {"file": "sg"}, "ranges": [_unnamed("internet")], "protocols": []},
		{"id": "acl-1", "kind": "network-acl", "at": {"file": "sg"}, "ranges": [_unnamed("internet")], "protocols": []},
		{
			"id": "sg-2",
			"kind": "security-group",
			"at": {"file": "sg"},
			"ranges": [object.union(_unnamed("internet"), {"from_port": 768, "to_port": 800, "named": true})],
			"protocols": [],
		},
	],
}

_asked := {
	"a port in a wide range": ["tcp/22"],
	"the port before a range": ["tcp/767"],
	"over the edge of a bucket": ["tcp/750-768"],
	"another protocol": ["udp/768"],
	"two ports": ["tcp/800", "tcp/1"],
	"the port after a range": ["tcp/801"],
	"every port": ["tcp/0-65535"],
}

test_the_index_of_ports_changes_nothing[note] if {
	some note, ports in _asked
	index := [{"id": "tcp:*", "points": [1, 2]}, {"id": "tcp:3", "points": [3]}]
	with_index := object.union(_indexed, {"port_index": index})
	exposure.open(with_index, ports, {"internet"}) == exposure.open(_indexed, ports, {"internet"})
	exposure.closed(with_index, ports, {"none"}) == exposure.closed(_indexed, ports, {"none"})
	exposure.reaches(with_index, ports) == exposure.reaches(_indexed, ports)
	exposure.unserved(with_index, ports, {"internet"}) == exposure.unserved(_indexed, ports, {"internet"})
}

test_the_index_of_ports_finds if {
	index := [{"id": "tcp:*", "points": [1, 2]}, {"id": "tcp:3", "points": [3]}]
	exposed := object.union(_indexed, {"port_index": index})
	found := exposure.open(exposed, ["tcp/750-768"], {"internet"})
	object.keys(found) == {"sg-1 ipv4:tcp/750-768", "sg-2 ipv4:tcp/750-768"}
	quiet := exposure.closed(exposed, ["tcp/801"], {"none"})
	object.keys(quiet) == {"sg-0", "sg-2"}
}
