package policies.iam.service_keys.rotated_test

import data.policies.iam.service_keys.rotated as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"within the limit": {"record": {}, "want": {"pass"}},
	"past it": {"record": {"age_days": _known(91)}, "want": {"fail"}},
	"disabled": {"record": {"age_days": _known(91), "active": _known(false)}, "want": {"not-applicable"}},
	"days not known": {"record": {"age_days": _unread}, "want": {"unknown"}},
	"state not known": {"record": {"active": _unread}, "want": {"unknown"}},
	"of a person": {"record": {"holder_kind": "human"}, "want": set()},
	"a secret of another kind": {"record": {"kind": "client-secret"}, "want": set()},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == case.want
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"directory_state": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.service_keys.rotated": {"max_days": 90}}

_input(record) := {"iam": {"directory_state": {"flag": "complete", "data": {"system": "gcp", "account": "p", "identities": [], "keys": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "service:ci/key-1", "holder": "service:ci", "holder_kind": "service", "kind": "access-key", "at": _at, "active": _known(true), "age_days": _known(90), "idle_days": _known(90), "used": _known("2026-11-01T00:00:00Z"), "days_to_expiry": _known(2147483647), "power": _known("standard")}
