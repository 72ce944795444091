package policies.iam.grants.no_basic_roles_test

import data.policies.iam.grants.no_basic_roles as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"another role": {"record": {}, "want": {"pass"}},
	"owner": {"record": {"role": "roles/owner"}, "want": {"fail"}},
	"editor by a default account": {"record": {"role": "roles/editor", "principal": "service:1-compute@developer.gserviceaccount.com"}, "want": {"fail"}},
	"an agent of Google": {"record": {"role": "roles/editor", "principal": "google-agent:1@cloudservices.gserviceaccount.com"}, "want": {"pass"}},
	"on a condition": {"record": {"role": "roles/owner", "condition": "request.time < x"}, "want": {"fail"}},
	"exempt": {"record": {"role": "roles/owner", "principal": "group:break-glass@example.com"}, "want": {"pass"}},
	"on a single resource": {"record": {"role": "roles/owner", "scope_kind": "resource"}, "want": set()},
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

_parameters := {"iam.grants.no_basic_roles": {"exempt": ["group:break-glass@example.com"]}}

_input(record) := {"iam": {"role_assignments": {"flag": "complete", "data": {"system": "gcp", "account": "p", "assignments": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "1", "at": _at, "principal": "user:ann@example.com", "principal_kind": "human", "role": "roles/viewer", "role_id": "roles/viewer", "scope": "projects/p", "scope_kind": "project", "kind": _known("permanent"), "approval": _known(false), "expires_at": _known("never"), "power": _known("standard")}
