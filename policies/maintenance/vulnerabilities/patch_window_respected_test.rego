package policies.maintenance.vulnerabilities.patch_window_respected_test

import data.policies.maintenance.vulnerabilities.patch_window_respected as rule

cases := {
	"logs not here": {"item": {"unknown": "needs package logs", "at": _at}, "want": {"organization": "unknown"}},
	"inside windows": {"item": {"value": true, "at": _at}, "want": {"organization": "pass"}},
	"outside": {"item": {"value": false, "at": _at}, "want": {"organization": "fail"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.item) with data.parameters as _parameters
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"organization": {"change_record": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"maintenance.vulnerabilities.patch_window_respected": {}}

_at := {"file": "register.csv", "line": 2}

_snapshot(item) := {"organization": {"change_record": {"flag": "complete", "data": {"at": _at, "package_history": item}}}}
