package policies.maintenance.assets.slo_and_owner_declared_test

import data.policies.maintenance.assets.slo_and_owner_declared as rule

cases := {
	"complete": {"item": {}, "want": {"asset:srv-1": "pass"}},
	"no objective": {"item": {"missing": ["slo_percent"]}, "want": {"asset:srv-1": "fail"}},
	"no window": {"item": {"missing": ["maintenance window"], "windows": []}, "want": {"asset:srv-1": "fail"}},
	"a number that cannot be read": {"item": {"unclear": [{"unknown": "not a number", "at": _at}]}, "want": {"asset:srv-1": "unknown"}},
	"planned": {"item": {"missing": ["slo_percent"], "in_service": {"value": false, "at": _at}}, "want": {"asset:srv-1": "not-applicable"}},
	"no status": {"item": {"in_service": {"unknown": "status is empty", "at": _at}}, "want": {"asset:srv-1": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.item) with data.parameters as _parameters
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"organization": {"asset_state": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"maintenance.assets.slo_and_owner_declared": {}}

_at := {"file": "register.csv", "line": 2}

_asset := {
	"id": "srv-1",
	"at": _at,
	"in_service": {"value": true, "at": _at},
	"missing": [],
	"unclear": [],
	"windows": ["w-servers"],
}

_with(base, item) := object.union(object.remove(base, object.keys(item)), item)

_snapshot(item) := {"organization": {"asset_state": {"flag": "complete", "data": {"assets": [_with(_asset, item)]}}}}
