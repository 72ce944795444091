package policies.iam.directory.defaults_closed_test

import data.policies.iam.directory.defaults_closed as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# A setting that differs from those below, the subject it is of, and the verdict that it gives.
cases := {
	"applications": {"settings": {"users_create_apps": _known(true)}, "subject": "registering applications", "want": "fail"},
	"tenants": {"settings": {"users_create_tenants": _known(true)}, "subject": "making tenants", "want": "fail"},
	"groups": {"settings": {"users_create_groups": _known(true)}, "subject": "making groups", "want": "fail"},
	"groups that are left to users": {"settings": {"users_create_groups": _known(true)}, "parameters": {"iam.directory.defaults_closed": {"groups": true, "max_devices": 20}}, "subject": "making groups", "want": "pass"},
	"no quota": {"settings": {"device_quota": _known(0)}, "subject": "joining devices", "want": "fail"},
	"a great quota": {"settings": {"device_quota": _known(50)}, "subject": "joining devices", "want": "fail"},
	"quota not told": {"settings": {"device_quota": _unread}, "subject": "joining devices", "want": "unknown"},
	"applications not told": {"settings": {"users_create_apps": _unread}, "subject": "registering applications", "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.settings) with data.parameters as object.union(_parameters, object.get(case, "parameters", {}))
	{o.status | some o in observations; o.subject == case.subject} == {case.want}
}

test_each_setting_is_a_subject if {
	observations := rule.observations with input as _input({}) with data.parameters as _parameters
	{o.status | some o in observations} == {"pass"}
}

test_section_that_was_not_collected_gives_no_observation if {
	count([o | some o in rule.observations; o.status in {"pass", "fail"}]) == 0 with input as {"iam": {"directory_settings": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.directory.defaults_closed": {"groups": false, "max_devices": 20}}

_input(settings) := {"iam": {"directory_settings": {"flag": "complete", "data": object.union(object.remove(_settings, object.keys(settings)), settings)}}}

_settings := {"users_create_apps": _known(false), "users_create_tenants": _known(false), "users_create_groups": _known(false), "device_quota": _known(10)}
