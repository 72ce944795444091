package policies.organization.devices.not_jailbroken_test

import data.policies.organization.devices.not_jailbroken as rule

cases := {
	"yes": {"item": {"jailbroken": _false}, "want": {"device:dev-001": "pass"}},
	"no": {"item": {"jailbroken": _true}, "want": {"device:dev-001": "fail"}},
	"empty or unknown cell": {"item": {"jailbroken": _unknown}, "want": {"device:dev-001": "unknown"}},
	"wiped devices hold nothing": {"item": _wiped, "want": {}},
	"of unknown state counts as in use": {"item": {"gone": _unknown, "management_state": _unknown, "jailbroken": _true}, "want": {"device:dev-001": "fail"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.item) with data.parameters as _parameters
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"organization": {"device_state": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"organization.devices.not_jailbroken": {}}

_at := {"file": "register.csv", "line": 2}

_device := {
	"id": "dev-001",
	"at": _at,
	"in_use": true,
	"gone": {"value": false, "at": _at},
	"lost": false,
	"management_state": {"value": "managed", "at": _at},
	"encrypted": {"value": true, "at": _at},
	"passcode_compliant": {"value": true, "at": _at},
	"jailbroken": {"value": false, "at": _at},
	"checkin_age_days": {"value": 3, "at": _at},
	"checkin_on": {"value": "2026-11-19", "at": _at},
	"patch_age_days": {"value": 25, "at": _at},
	"patch_level": {"value": "2026-10-28", "at": _at},
	"os_supported": {"unknown": "needs the dates of end of life", "at": _at},
}

_unknown := {"unknown": "the cell is empty", "at": _at}

_true := {"value": true, "at": _at}

_false := {"value": false, "at": _at}

_wiped := {"in_use": false, "gone": _true, "management_state": {"value": "wiped", "at": _at}}

_with(base, item) := object.union(object.remove(base, object.keys(item)), item)

_snapshot(item) := {"organization": {"device_state": {"flag": "complete", "data": {"devices": [_with(_device, item)]}}}}
