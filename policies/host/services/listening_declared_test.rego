package policies.host.services.listening_declared_test

import data.policies.host.services.listening_declared as rule

_socket(protocol, address, port, loopback) := {
	"id": $"{protocol}/{address}:{port}",
	"protocol": protocol,
	"address": address,
	"port": port,
	"loopback": loopback,
	"process": {"value": "x", "at": {"file": "/proc/net/tcp"}},
	"at": {"file": "/proc/net/tcp"},
}

_sockets := [
	_socket("tcp", "0.0.0.0", 22, false),
	_socket("tcp", "::", 22, false),
	_socket("udp", "0.0.0.0", 60005, false),
	_socket("tcp", "127.0.0.1", 25, true),
]

_statuses(sockets, declared) := {o.subject: o.status |
	some o in rule.observations with input as {"host": {"listening": {"flag": "complete", "data": {"sockets": sockets}}}}
		with data.parameters as {"host.services.listening_declared": {"declared": declared}}
}

test_all_declared if _statuses(_sockets, ["tcp/22", "udp/60000-61000"]) == {"tcp/22": "pass", "udp/60005": "pass"}

test_one_is_not if _statuses(_sockets, ["tcp/22"]) == {"tcp/22": "pass", "udp/60005": "fail"}

test_of_the_other_protocol if _statuses(_sockets, ["udp/22"]) == {"tcp/22": "fail", "udp/60005": "fail"}

test_without_a_list_nothing_is_judged if _statuses(_sockets, []) == {"sockets": "unknown"}

test_nothing_listens if _statuses([_socket("tcp", "127.0.0.1", 25, true)], []) == {"sockets": "pass"}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"listening": {"flag": "not-collected"}}}
		with data.parameters as {"host.services.listening_declared": {"declared": ["tcp/22"]}}
}
