package policies.iam.root.not_used_test

import data.policies.iam.root.not_used as rule

_at := {"file": "report.csv", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"used three weeks ago": {"record": {}, "want": "fail"},
	"idle long enough": {"record": {"idle_days": _known(90)}, "want": "pass"},
	"one day short": {"record": {"idle_days": _known(89)}, "want": "fail"},
	"never used": {"record": {"last_activity": _known("never"), "idle_days": _known(10)}, "want": "pass"},
	"not readable": {"record": {"last_activity": _unread, "idle_days": _unread}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"accounts": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.root.not_used": {"min_days": 90}}

_input(record) := {"iam": {"accounts": {"flag": "complete", "data": {"accounts": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "root", "kind": "root", "name": "ann", "arn": "arn:aws:iam::111122223333:user/ann", "at": _at, "tags": [], "enabled": _known(true), "console": _known(true), "active_keys": _known(1), "mfa": _known(true), "admin": _known(true), "privilege": _known("admin"), "entitlements": _known([]), "created_at": _known("2020-01-01T00:00:00Z"), "age_days": _known(400), "last_activity": _known("2026-11-01T00:00:00Z"), "idle_days": _known(21)}
