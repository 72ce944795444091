package policies.maintenance.availability.critical_service_redundant_test

import data.policies.maintenance.availability.critical_service_redundant as rule

cases := {
	"two nodes, domains not known": {"item": {}, "want": {"asset:srv-1": "unknown"}},
	"two nodes, two domains": {"item": {"failure_domains": {"value": 2, "at": _at}}, "want": {"asset:srv-1": "pass"}},
	"two nodes, one domain": {"item": {"failure_domains": {"value": 1, "at": _at}}, "want": {"asset:srv-1": "fail"}},
	"one node": {"item": {"nodes": {"value": 1, "at": _at}}, "want": {"asset:srv-1": "fail"}},
	"not critical": {"item": {"critical": {"value": false, "at": _at}, "nodes": {"value": 1, "at": _at}}, "want": {}},
	"criticality not known": {"item": {"critical": {"unknown": "empty", "at": _at}, "nodes": {"value": 1, "at": _at}}, "want": {"asset:srv-1": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.item) with data.parameters as _parameters
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"organization": {"redundancy": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"maintenance.availability.critical_service_redundant": {}}

_at := {"file": "register.csv", "line": 2}

_asset := {
	"id": "srv-1",
	"at": _at,
	"critical": {"value": true, "at": _at},
	"nodes": {"value": 2, "at": _at},
	"redundancy_group": "app",
	"failure_domains": {"unknown": "not in the register", "at": _at},
}

_with(base, item) := object.union(object.remove(base, object.keys(item)), item)

_snapshot(item) := {"organization": {"redundancy": {"flag": "complete", "data": {"assets": [_with(_asset, item)]}}}}
