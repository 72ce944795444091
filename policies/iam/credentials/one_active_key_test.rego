package policies.iam.credentials.one_active_key_test

import data.policies.iam.credentials.one_active_key as rule

_at := {"file": "report.csv", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"one": {"record": {}, "want": "pass"},
	"none": {"record": {"active_keys": _known(0)}, "want": "pass"},
	"two": {"record": {"active_keys": _known(2)}, "want": "fail"},
	"not known": {"record": {"active_keys": _unread}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record)
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"accounts": {"flag": "not-collected"}}}
}

_input(record) := {"iam": {"accounts": {"flag": "complete", "data": {"accounts": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "user:ann", "kind": "user", "name": "ann", "arn": "arn:aws:iam::111122223333:user/ann", "at": _at, "tags": [], "enabled": _known(true), "console": _known(true), "active_keys": _known(1), "mfa": _known(true), "admin": _known(true), "privilege": _known("admin"), "entitlements": _known([]), "created_at": _known("2020-01-01T00:00:00Z"), "age_days": _known(400), "last_activity": _known("2026-11-01T00:00:00Z"), "idle_days": _known(21)}
