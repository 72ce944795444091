package policies.organization.devices.leaver_devices_returned_or_wiped_test

import data.policies.organization.devices.leaver_devices_returned_or_wiped as rule

cases := {
	"wiped in time": {"item": {"devices": [_device(true, 2)]}, "want": {"person:E030": "pass"}},
	"still managed and seen": {"item": {"devices": [_device(false, 19)]}, "want": {"person:E030": "fail"}},
	"still managed, last seen before": {"item": {"devices": [_device(false, -3)]}, "want": {"person:E030": "fail"}},
	"wiped after use": {"item": {"devices": [_device(true, 19)]}, "want": {"person:E030": "fail"}},
	"one of two kept": {"item": {"devices": [_device(true, 1), object.union(_device(false, 1), {"id": "dev-2"})]}, "want": {"person:E030": "fail"}},
	"days still running": {"item": {"left_days_ago": 3, "devices": [_device(false, 1)]}, "want": {"person:E030": "unknown"}},
	"wiped, contact not known": {"item": {"devices": [_silent]}, "want": {"person:E030": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.item) with data.parameters as _parameters
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"organization": {"leaver_devices": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"organization.devices.leaver_devices_returned_or_wiped": {"max_days": 5}}

_at := {"file": "register.csv", "line": 2}

_device(gone, days) := {
	"id": "dev-1",
	"at": _at,
	"gone": {"value": gone, "at": _at},
	"contact_days_after_exit": {"value": days, "at": _at},
	"state": "managed",
}

_silent := {
	"id": "dev-1",
	"at": _at,
	"gone": {"value": true, "at": _at},
	"contact_days_after_exit": {"unknown": "no last contact", "at": _at},
	"state": "wiped",
}

_snapshot(item) := {"organization": {"leaver_devices": {"flag": "complete", "data": {"people": [object.union({"id": "E030", "at": _at, "left_days_ago": 23}, item)]}}}}
