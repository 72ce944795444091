package policies.lib.services_test

import data.policies.lib.services

_at := {"file": "/x"}

_unit(id, more) := object.union(
	{
		"id": id,
		"aliases": [],
		"state": {"value": "disabled", "at": _at},
		"starts_at_boot": {"value": false, "at": _at},
		"activators": [],
		"at": _at,
	},
	more,
)

_boots := {"starts_at_boot": {"value": true, "at": _at}}

_socket := {"activators": [{"id": "a.socket", "kind": "socket", "at": _at}]}

_runs := {"live": {"active": "active", "sub": "running"}}

_package(name) := {"name": name, "at": _at}

_all_known := {"host": {"services": {"flag": "complete"}}}

_programs := {"a": {"a.service"}, "b": {"b.service", "b.socket"}, "a-other": {"a.service"}}

test_found_under_an_alias if {
	found := services.found([_unit("x.service", {"aliases": ["a.service"]})], {"a.service"})
	[unit.id | some unit in found] == ["x.service"]
}

test_reasons[note] if {
	some note, case in {
		"boot": [_boots, ["a.service starts at boot"]],
		"socket": [_socket, ["a.service is started by a.socket"]],
		"runs": [_runs, ["a.service runs"]],
		"starts and runs": [object.union(_boots, _runs), ["a.service starts at boot"]],
		"stopped": [{"live": {"active": "inactive", "sub": "dead"}}, []],
	}
	services.reasons(_unit("a.service", case[0])) == case[1]
}

test_off_tells_what_is_there if {
	services.off([_unit("a.service", {})], {"a.service"}).message == "a.service is there and does not start"
	services.off([], {"a.service"}).message == "no such service is there" with input as _all_known
}

test_a_unit_that_is_missing_proves_nothing_where_not_all_are_known if {
	not services.off([], {"a.service"}) with input as {"host": {"services": {"flag": "incomplete"}}}
	not services.off([], {"a.service"}) with input as {}
}

test_off_is_not_proved_where_it_cannot_be_told if {
	unit := _unit("a.service", {})
	unread := object.union(object.remove(unit, ["starts_at_boot"]), {"starts_at_boot": {"unknown": "no", "at": _at}})
	not services.off([unread], {"a.service"})
	not services.on([unread], {"a.service"})
}

test_one_finding_for_two_units_of_one_service if {
	units := [_unit("b.service", _socket), _unit("b.socket", _boots)]
	services.on(units, {"b.service", "b.socket"}).message == "b.service is started by a.socket; b.socket starts at boot"
}

test_servers[note] if {
	some note, case in {
		"none": [[], [], [], {"none"}],
		"one installed": [["a"], [_unit("a.service", _boots)], [], {"a"}],
		"two installed": [["a", "b"], [], [], {"a", "b"}],
		"started without a package": [[], [_unit("b.socket", _boots)], [], {"b.socket"}],
		"declared by its package": [["a"], [_unit("a.service", _boots)], ["a"], {"none"}],
		"declared by its unit": [["a"], [_unit("a.service", _boots)], ["a.service"], {"none"}],
		"the other one is not declared": [["a", "b"], [_unit("a.service", _boots)], ["a"], {"b"}],
	}
	[packages, units, declared, want] := case
	installed := [_package(name) | some name in packages]
	{id | some id, _ in services.servers(installed, units, _programs, declared)} == want
	failed := {id | some id, _ in services.some_servers(installed, units, _programs, declared)}
	failed == want - {"none"}
	{id | some id, _ in services.no_servers(installed, units, _programs, declared)} == want - failed with input as _all_known
}

test_the_message_tells_what_starts if {
	failed := services.some_servers([_package("b")], [_unit("b.socket", _boots)], _programs, [])
	failed.b.message == "b is installed; b.socket starts at boot"
}
