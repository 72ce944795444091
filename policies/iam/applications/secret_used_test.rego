package policies.iam.applications.secret_used_test

import data.policies.iam.applications.secret_used as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the key below, and the verdict that it gives.
cases := {
	"used": {"key": {}, "want": "pass"},
	"on the limit": {"key": {"idle_days": _known(90)}, "want": "pass"},
	"idle": {"key": {"idle_days": _known(91)}, "want": "fail"},
	"never used and old": {"key": {"idle_days": _known(200), "used": _known("never")}, "want": "fail"},
	"never used and new": {"key": {"idle_days": _known(5), "used": _known("never")}, "want": "pass"},
	"past its end": {"key": {"idle_days": _known(200), "days_to_expiry": _known(-3)}, "want": "not-applicable"},
	"disabled": {"key": {"active": _known(false), "idle_days": _known(200)}, "want": "not-applicable"},
	"disabled and past its end": {"key": {"active": _known(false), "days_to_expiry": _known(-3)}, "want": "not-applicable"},
	"its last use is not known": {"key": {"idle_days": _unread, "used": _unread}, "want": "unknown"},
	"its end is not known": {"key": {"days_to_expiry": _unread}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.key) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_keys_of_identities_are_another_matter if {
	count(rule.observations) == 0 with input as _input({"holder_kind": "service"}) with data.parameters as _parameters
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"directory_state": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.applications.secret_used": {"max_days": 90}}

_input(key) := {"iam": {"directory_state": {"flag": "complete", "data": {"keys": [object.union(object.remove(_key, object.keys(key)), key)]}}}}

_key := {"id": "app:a/secret-1", "holder": "app:a", "holder_kind": "application", "kind": "client-secret", "at": _at, "active": _known(true), "age_days": _known(30), "idle_days": _known(3), "used": _known("2026-11-19T00:00:00Z"), "days_to_expiry": _known(100), "power": _known("standard")}
