package policies.firewall.declared.any_public_port_declared_test

import data.policies.firewall.declared.any_public_port_declared as rule

_at := {"file": "rules.v4", "line": 3}

_known(value) := {"value": value, "at": _at}

_unknown := {"unknown": "It depends on a set.", "at": _at}

cases := {
	"declared": {"undeclared": _known([]), "by": ["web"], "expired": [], "want": "pass"},
	"not declared": {"undeclared": _known(["every public address"]), "by": [], "expired": [], "want": "fail"},
	"declared for others only": {"undeclared": _known(["198.51.100.0/24"]), "by": ["web"], "expired": [], "want": "fail"},
	"the declaration has expired": {
		"undeclared": _known(["every public address"]),
		"by": [],
		"expired": ["web (until 2025-01-01)"],
		"want": "fail",
	},
	"in doubt": {"undeclared": _unknown, "by": [], "expired": [], "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot([_opening(case, true, false)], _known(true))
	{[o.subject, o.status] | some o in observations} == {["ipv4:tcp/443", case.want]}
}

test_the_other_side_is_another_rules_matter if {
	observations := rule.observations with input as _snapshot([_opening(cases["not declared"], false, true)], _known(false))
	{[o.subject, o.status] | some o in observations} == {["ipv4", "pass"]}
}

test_nothing_open_passes if {
	observations := rule.observations with input as _snapshot([], _known(false))
	{[o.subject, o.status] | some o in observations} == {["ipv4", "pass"]}
}

test_rules_too_intricate_are_unknown if {
	observations := rule.observations with input as _snapshot([], _unknown)
	{[o.subject, o.status] | some o in observations} == {["ipv4", "unknown"]}
}

test_the_message_tells_what_expired if {
	observations := rule.observations with input as _snapshot([_opening(cases["the declaration has expired"], true, false)], _known(true))
	{contains(o.message, "expired: web (until 2025-01-01)") | some o in observations} == {true}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"declared_state": {"flag": "not-collected"}}}
}

_snapshot(openings, reached) := {"firewall": {"declared_state": {"flag": "complete", "data": {
	"families": [{"id": "ipv4", "public": reached, "private": _known(true)}],
	"openings": openings,
	"services": [],
	"zones": [],
}}}}

_opening(case, own, other) := {
	"id": "ipv4:tcp/443",
	"family": "ipv4",
	"protocol": "tcp",
	"from_port": 443,
	"to_port": 443,
	"from_public": own,
	"from_private": other,
	"undeclared_public": case.undeclared,
	"undeclared_private": _known([]),
	"declared_by": case.by,
	"expired": case.expired,
	"decided_by": [{"at": _at, "text": "-p tcp --dport 443 -j ACCEPT"}],
}

# A port with a rule of its own that asks for a declaration.
elsewhere := {
	"not declared": {"want": "not-applicable"},
	"declared to the internet, and not for all that is open": {
		"ports": [{"protocol": "tcp", "from_port": 1, "to_port": 100}],
		"want": "fail",
	},
	"open to some only": {"reach": "partner", "want": "fail"},
	"open like everything, and nothing waits there": {"named": false, "want": "fail"},
	"its rule is not run": {"own_rule": [], "want": "fail"},
	"a port without a rule of its own": {"own_rule": ["tcp/443"], "port": 443, "want": "fail"},
}

test_a_port_with_a_rule_of_its_own_is_told_once[note] if {
	some note, case in elsewhere
	port := object.get(case, "port", 80)
	id := $"ipv4:tcp/{port}"
	reach := object.get(case, "reach", "internet")
	sections := {
		"exposure": {"flag": "complete", "data": {"listeners": [], "protocols": [], "policies": [], "ranges": [{
			"id": id,
			"family": "ipv4",
			"protocol": "tcp",
			"from_port": port,
			"to_port": port,
			"at_least": reach,
			"at_most": reach,
			"reach": _known(reach),
			"named": object.get(case, "named", true),
			"decided_by": [],
		}]}},
		"declared_reach": {"flag": "complete", "data": {
			"given": _known(true),
			"points": [{"id": "", "ports": object.get(case, "ports", [])}],
		}},
	}
	opening := object.union(_opening(cases["not declared"], true, false), {"id": id, "from_port": port, "to_port": port})
	own := object.get(case, "own_rule", ["tcp/80", "udp/53", "tcp/53"])
	observations := rule.observations with input as {"firewall": object.union(_snapshot([opening], _known(true)).firewall, sections)}
		with data.parameters as {"firewall.declared.any_public_port_declared": {"own_rule": own}}
	{[o.subject, o.status] | some o in observations} == {[id, case.want]}
}
