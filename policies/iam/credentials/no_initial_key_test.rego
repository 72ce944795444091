package policies.iam.credentials.no_initial_key_test

import data.policies.iam.credentials.no_initial_key as rule

_at := {"file": "report.csv", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"made later": {"record": {}, "want": "pass"},
	"made with the user, never used": {"record": {"made_with_user": _known(true), "used": _known(false)}, "want": "fail"},
	"made with the user and used": {"record": {"made_with_user": _known(true)}, "want": "pass"},
	"made later, never used": {"record": {"used": _known(false)}, "want": "pass"},
	"deactivated": {"record": {"made_with_user": _known(true), "used": _known(false), "active": _known(false)}, "want": "not-applicable"},
	"making not known, never used": {"record": {"made_with_user": _unread, "used": _known(false)}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record)
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"credential_ages": {"flag": "not-collected"}}}
}

_input(record) := {"iam": {"credential_ages": {"flag": "complete", "data": {"keys": [object.union(object.remove(_record, object.keys(record)), record)], "passwords": [{"id": "user:ann/password", "principal": "user:ann", "kind": "user", "enabled": _known(true), "used": _known(true), "idle_days": _known(3), "age_days": _known(30), "at": _at}]}}}}

_record := {"id": "user:ann/access-key-1", "principal": "user:ann", "kind": "access-key", "active": _known(true), "used": _known(true), "idle_days": _known(3), "age_days": _known(30), "made_with_user": _known(false), "at": _at}

test_user_without_console_password_is_out_of_scope if {
	record := {"made_with_user": _known(true), "used": _known(false)}
	observations := rule.observations with input as {"iam": {"credential_ages": {"flag": "complete", "data": {
		"keys": [object.union(object.remove(_record, object.keys(record)), record)],
		"passwords": [{"principal": "user:ann", "kind": "user", "enabled": _known(false)}],
	}}}}
	{o.status | some o in observations} == {"not-applicable"}
}
