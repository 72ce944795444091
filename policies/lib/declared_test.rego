package policies.lib.declared_test

import data.policies.lib.declared

_at := {"file": "rules.v4", "line": 3}

_opening := {
	"id": "ipv4:tcp/80",
	"from_public": true,
	"from_private": false,
	"undeclared_public": {"value": ["every public address"], "at": _at},
	"undeclared_private": {"value": [], "at": _at},
	"declared_by": [],
	"expired": ["web (until 2026-01-01)"],
	"decided_by": [{"at": _at, "text": "-p tcp --dport 80 -j ACCEPT"}],
}

_state := {"openings": [_opening], "families": [
	{"id": "ipv4", "public": {"value": true, "at": _at}, "private": {"value": false, "at": _at}},
	{"id": "ipv6", "public": {"unknown": "too intricate", "at": _at}, "private": {"value": true, "at": _at}},
]}

test_an_opening_is_a_subject_of_its_side_only if {
	object.keys(declared.subjects(_state, "public")) == {"ipv4:tcp/80", "ipv6"}
	object.keys(declared.subjects(_state, "private")) == {"ipv4"}
}

test_a_family_without_openings_passes if {
	object.keys(declared.covered(_state, "private")) == {"ipv4"}
	count(declared.covered(_state, "public")) == 0
}

test_an_expired_declaration_is_told if {
	uncovered := declared.uncovered(_state, "public")
	contains(uncovered["ipv4:tcp/80"].message, "expired: web (until 2026-01-01)")
}

test_sources_beside_those_declared_are_told if {
	state := object.union(_state, {"openings": [object.union(_opening, {"declared_by": ["web"]})]})
	contains(declared.uncovered(state, "public")["ipv4:tcp/80"].message, "web declares it for others")
}

test_a_declared_range_holds_its_ports if {
	reach := {"points": [{"id": "sg-1 ", "ports": [{"name": "web", "protocol": "tcp", "from_port": 80, "to_port": 90}]}]}
	declared.to_the_internet(reach, ["tcp/80", "tcp/85-95", "udp/80"]) == {"sg-1 ipv4:tcp/80", "sg-1 ipv6:tcp/80"}
}

test_what_is_told_of_public_sources_is_not_told_once_more if {
	opening := object.union(_opening, {
		"from_private": true,
		"undeclared_private": {"value": ["every private address"], "at": _at},
	})
	count(declared.uncovered({"openings": [opening], "families": []}, "private")) == 0
	declared_for_the_internet := object.union(opening, {"undeclared_public": {"value": [], "at": _at}})
	count(declared.uncovered({"openings": [declared_for_the_internet], "families": []}, "private")) == 1
}
