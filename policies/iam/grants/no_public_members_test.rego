package policies.iam.grants.no_public_members_test

import data.policies.iam.grants.no_public_members as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"a person": {"record": {}, "want": {"pass"}},
	"everybody": {"record": {"principal": "everyone:allUsers", "principal_kind": "everyone"}, "want": {"fail"}},
	"everybody on a bucket": {"record": {"principal": "everyone:allUsers", "principal_kind": "everyone", "scope": "storage.googleapis.com/b", "scope_kind": "resource"}, "want": {"fail"}},
	"public on purpose": {"record": {"principal": "everyone:allUsers", "principal_kind": "everyone", "scope": "storage.googleapis.com/site", "scope_kind": "resource"}, "want": {"pass"}},
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

_parameters := {"iam.grants.no_public_members": {"public": ["storage.googleapis.com/site"]}}

_input(record) := {"iam": {"role_assignments": {"flag": "complete", "data": {"system": "gcp", "account": "p", "assignments": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "1", "at": _at, "principal": "user:ann@example.com", "principal_kind": "human", "role": "roles/viewer", "role_id": "roles/viewer", "scope": "projects/p", "scope_kind": "project", "kind": _known("permanent"), "approval": _known(false), "expires_at": _known("never"), "power": _known("standard")}
