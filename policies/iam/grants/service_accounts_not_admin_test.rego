package policies.iam.grants.service_accounts_not_admin_test

import data.policies.iam.grants.service_accounts_not_admin as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"a small role": {"record": {"principal": "service:ci@p.iam.gserviceaccount.com", "principal_kind": "service"}, "want": {"pass"}},
	"owner": {"record": {"principal": "service:ci@p.iam.gserviceaccount.com", "principal_kind": "service", "power": _known("admin")}, "want": {"fail"}},
	"a part": {"record": {"principal": "service:ci@p.iam.gserviceaccount.com", "principal_kind": "service", "power": _known("privileged")}, "want": {"fail"}},
	"a custom role that was not given": {"record": {"principal": "service:ci@p.iam.gserviceaccount.com", "principal_kind": "service", "power": _unread}, "want": {"unknown"}},
	"exempt": {"record": {"principal": "service:terraform@p.iam.gserviceaccount.com", "power": _known("admin")}, "want": set()},
	"a person": {"record": {"power": _known("admin")}, "want": set()},
	"an agent of Google": {"record": {"principal": "google-agent:x", "power": _known("privileged")}, "want": set()},
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

_parameters := {"iam.grants.service_accounts_not_admin": {"exempt": ["service:terraform@p.iam.gserviceaccount.com"]}}

_input(record) := {"iam": {"role_assignments": {"flag": "complete", "data": {"system": "gcp", "account": "p", "assignments": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "1", "at": _at, "principal": "user:ann@example.com", "principal_kind": "human", "role": "roles/viewer", "role_id": "roles/viewer", "scope": "projects/p", "scope_kind": "project", "kind": _known("permanent"), "approval": _known(false), "expires_at": _known("never"), "power": _known("standard")}
