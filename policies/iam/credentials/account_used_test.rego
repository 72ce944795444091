package policies.iam.credentials.account_used_test

import data.policies.iam.credentials.account_used as rule

_at := {"file": "report.csv", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"used": {"record": {}, "want": "pass"},
	"never used and old": {"record": {"last_activity": _known("never")}, "want": "fail"},
	"never used and new": {"record": {"last_activity": _known("never"), "age_days": _known(30)}, "want": "pass"},
	"disabled": {"record": {"last_activity": _known("never"), "enabled": _known(false)}, "want": "not-applicable"},
	"last use not known": {"record": {"last_activity": _unread}, "want": "unknown"},
	"never used, age not known": {"record": {"last_activity": _known("never"), "age_days": _unread}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"accounts": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.credentials.account_used": {"max_days": 30, "exempt": ["user:break-glass"]}}

_input(record) := {"iam": {"accounts": {"flag": "complete", "data": {"accounts": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "user:ann", "kind": "user", "name": "ann", "arn": "arn:aws:iam::111122223333:user/ann", "at": _at, "tags": [], "enabled": _known(true), "console": _known(true), "active_keys": _known(1), "mfa": _known(true), "admin": _known(true), "privilege": _known("admin"), "entitlements": _known([]), "created_at": _known("2020-01-01T00:00:00Z"), "age_days": _known(400), "last_activity": _known("2026-11-01T00:00:00Z"), "idle_days": _known(21)}

test_exempt_user_gives_no_observation if {
	count(rule.observations) == 0 with input as _input({"id": "user:break-glass", "last_activity": _known("never")}) with data.parameters as _parameters
}
