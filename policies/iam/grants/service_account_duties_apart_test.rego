package policies.iam.grants.service_account_duties_apart_test

import data.policies.iam.grants.service_account_duties_apart as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"neither": {"record": {}, "want": set()},
	"administers": {"record": {"role": "roles/iam.serviceAccountAdmin"}, "want": {"pass"}},
	"acts": {"record": {"role": "roles/iam.serviceAccountUser"}, "want": {"pass"}},
	"both": {"record": {"role": "roles/iam.serviceAccountAdmin", "second": "roles/iam.serviceAccountUser"}, "want": {"fail"}},
	"both ways to act": {"record": {"role": "roles/iam.serviceAccountTokenCreator", "second": "roles/iam.serviceAccountUser"}, "want": {"pass"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == case.want
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"role_assignments": {"flag": "not-collected"}}} with data.parameters as _parameters
}

test_another_provider_gives_no_observation if {
	assignments := {"flag": "complete", "data": {"system": "azure", "account": "s", "assignments": [_record]}}
	count(rule.observations) == 0 with input as {"iam": {"role_assignments": assignments}} with data.parameters as _parameters
}

_parameters := {"iam.grants.service_account_duties_apart": {}}

_input(record) := {"iam": {"role_assignments": {"flag": "complete", "data": {"system": "gcp", "account": "p", "assignments": [_first(record), _second(record)]}}}}

_first(record) := object.union(object.remove(_record, object.keys(record)), record)

_second(record) := object.union(object.remove(_record, ["id", "role"]), {"id": "2", "role": object.get(record, "second", "roles/viewer")})

_record := {"id": "1", "at": _at, "principal": "user:ann@example.com", "principal_kind": "human", "role": "roles/viewer", "role_id": "roles/viewer", "scope": "projects/p", "scope_kind": "project", "kind": _known("permanent"), "approval": _known(false), "expires_at": _known("never"), "power": _known("standard")}
