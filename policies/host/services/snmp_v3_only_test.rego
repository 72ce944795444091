package policies.host.services.snmp_v3_only_test

import data.policies.host.services.snmp_v3_only as rule

_at := {"file": "/x"}

_unit(starts) := {"id": "snmpd.service", "aliases": [], "starts_at_boot": {"value": starts, "at": _at}, "activators": [], "at": _at}

_statuses(units, communities, weak_users, allow_v3) := {o.subject: o.status |
	some o in rule.observations with input as {"host": {
		"services": {"flag": "complete", "data": {"units": units}},
		"snmp": {"flag": "complete", "data": {
			"communities": object.union({"at": _at}, communities),
			"weak_users": {"value": weak_users, "at": _at},
		}},
	}}
		with data.parameters as {"host.services.snmp_v3_only": {"allow_v3": allow_v3}}
}

test_cases[note] if {
	some note, case in {
		"no agent": [[], [], [], true, "pass"],
		"an agent that does not start": [[_unit(false)], ["rocommunity"], [], true, "pass"],
		"version 3 only": [[_unit(true)], [], [], true, "pass"],
		"communities": [[_unit(true)], ["rocommunity"], [], true, "fail"],
		"users without a password": [[_unit(true)], [], ["rouser"], true, "fail"],
		"version 3 is not allowed either": [[_unit(true)], [], [], false, "fail"],
	}
	_statuses(case[0], {"value": case[1]}, case[2], case[3]) == {"snmpd": case[4]}
}

test_unreadable_is_unknown if _statuses([_unit(true)], {"unknown": "denied"}, [], true) == {"snmpd": "unknown"}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"services": {"flag": "not-collected"}, "snmp": {"flag": "not-collected"}}}
		with data.parameters as {"host.services.snmp_v3_only": {"allow_v3": true}}
}
