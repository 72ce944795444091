package policies.organization.devices.inventory_complete_test

import data.policies.organization.devices.inventory_complete as rule

cases := {
	"all in order": {"item": [], "want": {"organization": "unknown"}},
	"the owner left": {"item": [_device({"value": false, "at": _at})], "want": {"organization": "unknown", "device:dev-034": "fail"}},
	"no owner": {"item": [_device({"unknown": "no owner", "at": _at})], "want": {"organization": "unknown", "device:dev-034": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.item) with data.parameters as _parameters
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"organization": {"device_owners": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"organization.devices.inventory_complete": {}}

_at := {"file": "register.csv", "line": 2}

_device(fact) := {"id": "dev-034", "at": _at, "owner_works_here": fact, "summary": "its owner left"}

_snapshot(item) := {"organization": {"device_owners": {"flag": "complete", "data": {"devices": item, "sign_ins_covered": {"unknown": "needs sign-in logs", "at": _at}}}}}
