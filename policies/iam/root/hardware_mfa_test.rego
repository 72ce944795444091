package policies.iam.root.hardware_mfa_test

import data.policies.iam.root.hardware_mfa as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

cases := {
	"a key": {"record": {}, "want": {"pass"}},
	"a virtual device": {"record": {"software": _known(true)}, "want": {"fail"}},
	"none": {"record": {"mfa": _known(false), "software": _known(false)}, "want": {"fail"}},
	"the virtual devices were not given": {"record": {"software": _unread}, "want": {"unknown"}},
	"root credentials were removed": {"record": {"mfa": _known(false), "software": _known(false), "password": _known(false)}, "want": {"not-applicable"}},
	"no factor, password not known": {"record": {"mfa": _known(false), "software": _known(false), "password": _unread}, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record)
	{o.status | some o in observations} == case.want
}

test_users_are_not_judged if {
	count(rule.observations) == 0 with input as _input({"id": "user:ann", "kind": "user"})
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"factor_state": {"flag": "not-collected"}}}
}

_input(record) := {"iam": {"factor_state": {"flag": "complete", "data": {"holders": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "root", "kind": "root", "name": "root", "at": _at, "password": _known(true), "mfa": _known(true), "software": _known(false)}
