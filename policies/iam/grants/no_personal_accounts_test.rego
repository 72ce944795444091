package policies.iam.grants.no_personal_accounts_test

import data.policies.iam.grants.no_personal_accounts as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"of the organization": {"record": {}, "want": {"pass"}},
	"a private one": {"record": {"principal": "user:ann@gmail.com"}, "want": {"fail"}},
	"of another company": {"record": {"principal": "group:all@other.example", "principal_kind": "group"}, "want": {"fail"}},
	"a service account": {"record": {"principal": "service:ci@p.iam.gserviceaccount.com", "principal_kind": "service"}, "want": set()},
	"a pool of workloads": {"record": {"principal": "group:principalSet://iam.googleapis.com/x", "principal_kind": "group"}, "want": set()},
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

test_without_declared_domains_only_private_ones_are_told if {
	parameters := {"iam.grants.no_personal_accounts": {"domains": [], "personal": ["gmail.com"]}}
	private := rule.observations with input as _input({"principal": "user:ann@gmail.com"}) with data.parameters as parameters
	{o.status | some o in private} == {"fail"}
	partner := rule.observations with input as _input({"principal": "user:ann@other.example"}) with data.parameters as parameters
	{o.status | some o in partner} == {"pass"}
}

_parameters := {"iam.grants.no_personal_accounts": {"domains": ["example.com"], "personal": ["gmail.com"]}}

_input(record) := {"iam": {"role_assignments": {"flag": "complete", "data": {"system": "gcp", "account": "p", "assignments": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "1", "at": _at, "principal": "user:ann@example.com", "principal_kind": "human", "role": "roles/viewer", "role_id": "roles/viewer", "scope": "projects/p", "scope_kind": "project", "kind": _known("permanent"), "approval": _known(false), "expires_at": _known("never"), "power": _known("standard")}
