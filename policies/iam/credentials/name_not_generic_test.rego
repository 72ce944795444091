package policies.iam.credentials.name_not_generic_test

import data.policies.iam.credentials.name_not_generic as rule

_at := {"file": "report.csv", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"a person": {"record": {}, "want": "pass"},
	"admin": {"record": {"name": "Admin"}, "want": "fail"},
	"part of a name": {"record": {"name": "testarossa"}, "want": "pass"},
	"program without password": {"record": {"name": "backup", "console": _known(false)}, "want": "not-applicable"},
	"password not known": {"record": {"name": "test", "console": _unread}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"accounts": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.credentials.name_not_generic": {"names": ["admin", "backup", "test"]}}

_input(record) := {"iam": {"accounts": {"flag": "complete", "data": {"accounts": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "user:ann", "kind": "user", "name": "ann", "arn": "arn:aws:iam::111122223333:user/ann", "at": _at, "tags": [], "enabled": _known(true), "console": _known(true), "active_keys": _known(1), "mfa": _known(true), "admin": _known(true), "privilege": _known("admin"), "entitlements": _known([]), "created_at": _known("2020-01-01T00:00:00Z"), "age_days": _known(400), "last_activity": _known("2026-11-01T00:00:00Z"), "idle_days": _known(21)}
