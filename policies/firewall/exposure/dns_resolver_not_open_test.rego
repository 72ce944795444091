package policies.firewall.exposure.dns_resolver_not_open_test

import data.policies.firewall.exposure.dns_resolver_not_open as rule

_parameters := {"firewall.exposure.dns_resolver_not_open": {"ports": ["tcp/53"]}}

_at := {"file": "rules.v4", "line": 3}

_given := {"value": true, "at": _at}

_missing := {"unknown": "No exposure.yaml was given", "at": {"file": "exposure.yaml"}}

_web := [{"name": "declared", "protocol": "tcp", "from_port": 53, "to_port": 53, "at": _at}]

cases := {
	"closed, nothing given": {"reach": ["none", "none"], "given": _missing, "ports": [], "named": true, "want": "pass"},
	"open, nothing given": {"reach": ["internet", "internet"], "given": _missing, "ports": [], "named": true, "want": "unknown"},
	"open and declared": {"reach": ["internet", "internet"], "given": _given, "ports": _web, "named": true, "want": "pass"},
	"open and not declared": {"reach": ["internet", "internet"], "given": _given, "ports": [], "named": true, "want": "fail"},
	"may be open, declared": {"reach": ["none", "internet"], "given": _given, "ports": _web, "named": true, "want": "pass"},
	"may be open, not declared": {"reach": ["none", "internet"], "given": _given, "ports": [], "named": true, "want": "unknown"},
	"closed and declared": {"reach": ["none", "none"], "given": _given, "ports": _web, "named": true, "want": "pass"},
	"open like everything, nothing waits": {
		"reach": ["internet", "internet"],
		"given": _given,
		"ports": [],
		"named": false,
		"want": "not-applicable",
	},
	"open like everything, declared": {
		"reach": ["internet", "internet"],
		"given": _given,
		"ports": _web,
		"named": false,
		"want": "pass",
	},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case) with data.parameters as _parameters
	{[o.subject, o.status] | some o in observations} == {["ipv4:tcp/53", case.want]}
}

test_points_have_declarations_of_their_own if {
	case := cases["open and declared"]
	snapshot := _snapshot(case)
	range := snapshot.firewall.exposure.data.ranges[0]
	pointed := {"firewall": {
		"exposure": {"flag": "complete", "data": {"ranges": [], "listeners": [], "protocols": [], "policies": [], "points": [
			{"id": "sg-1 web", "kind": "security-group", "ranges": [range], "protocols": []},
			{"id": "sg-2 db", "kind": "security-group", "ranges": [range], "protocols": []},
		]}},
		"declared_reach": {"flag": "complete", "data": {"given": _given, "points": [{"id": "sg-1 web ", "ports": _web}]}},
	}}
	observations := rule.observations with input as pointed with data.parameters as _parameters
	{[o.subject, o.status] | some o in observations} == {
		["sg-1 web ipv4:tcp/53", "pass"],
		["sg-2 db ipv4:tcp/53", "fail"],
	}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {
		"exposure": {"flag": "not-collected"},
		"declared_reach": {"flag": "not-collected"},
	}}
		with data.parameters as _parameters
}

_snapshot(case) := {"firewall": {
	"exposure": {"flag": "complete", "data": {"listeners": [], "protocols": [], "policies": [], "ranges": [{
		"id": "ipv4:tcp/53",
		"family": "ipv4",
		"protocol": "tcp",
		"from_port": 53,
		"to_port": 53,
		"at_least": case.reach[0],
		"at_most": case.reach[1],
		"reach": _reach(case.reach[0], case.reach[1]),
		"percent": 0,
		"split": false,
		"named": case.named,
		"decided_by": [],
	}]}},
	"declared_reach": {"flag": "complete", "data": {"given": case.given, "points": [{"id": "", "ports": case.ports}]}},
}}

_reach(same, same) := {"value": same, "at": _at}

_reach(low, high) := {"unknown": "a set was not given", "at": _at} if low != high
