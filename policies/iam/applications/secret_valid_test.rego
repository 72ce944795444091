package policies.iam.applications.secret_valid_test

import data.policies.iam.applications.secret_valid as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the key below, and the verdict that it gives.
cases := {
	"valid for a while": {"key": {}, "want": "pass"},
	"ends today": {"key": {"days_to_expiry": _known(0)}, "want": "pass"},
	"past its end": {"key": {"days_to_expiry": _known(-1)}, "want": "fail"},
	"past its end, its beginning not known": {"key": {"days_to_expiry": _known(-1), "age_days": _unread}, "want": "fail"},
	"two years long": {"key": {"age_days": _known(300), "days_to_expiry": _known(430)}, "want": "fail"},
	"never ends": {"key": {"days_to_expiry": _known(2147483647)}, "want": "fail"},
	"a certificate of two years": {"key": {"kind": "certificate", "age_days": _known(300), "days_to_expiry": _known(430)}, "want": "pass"},
	"disabled and past its end": {"key": {"active": _known(false), "days_to_expiry": _known(-9)}, "want": "fail"},
	"its end is not known": {"key": {"days_to_expiry": _unread}, "want": "unknown"},
	"its beginning is not known": {"key": {"age_days": _unread}, "want": "unknown"},
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

_parameters := {"iam.applications.secret_valid": {"max_days": 366, "max_certificate_days": 1100}}

_input(key) := {"iam": {"directory_state": {"flag": "complete", "data": {"keys": [object.union(object.remove(_key, object.keys(key)), key)]}}}}

_key := {"id": "app:a/secret-1", "holder": "app:a", "holder_kind": "application", "kind": "client-secret", "at": _at, "active": _known(true), "age_days": _known(30), "idle_days": _known(3), "used": _known("2026-11-19T00:00:00Z"), "days_to_expiry": _known(100), "power": _known("standard")}
