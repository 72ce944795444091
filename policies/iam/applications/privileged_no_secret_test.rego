package policies.iam.applications.privileged_no_secret_test

import data.policies.iam.applications.privileged_no_secret as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the application below, and the verdict that it gives.
cases := {
	"a certificate and an administrator as owner": {"app": {}, "want": "pass"},
	"without owners": {"app": {"owners": _known([])}, "want": "pass"},
	"a client secret": {"app": {"keys": [{"id": "app:a/secret-1", "kind": "client-secret"}]}, "want": "fail"},
	"an ordinary owner": {"app": {"owners": _known(["user:ann@x.example", "user:eve@x.example"])}, "want": "fail"},
	"an accepted owner": {"app": {"owners": _known(["user:ops@x.example"])}, "want": "pass"},
	"an owner of whom nothing is known": {"app": {"owners": _known(["id:1"])}, "want": "unknown"},
	"an owner whose roles are not known": {"app": {"owners": _known(["user:dim@x.example"])}, "want": "unknown"},
	"owners not told": {"app": {"owners": _unread}, "want": "unknown"},
	"owners not told, and a client secret": {"app": {"owners": _unread, "keys": [{"id": "app:a/secret-1", "kind": "client-secret"}]}, "want": "fail"},
	"rights not told": {"app": {"power": _unread}, "want": "unknown"},
	"ordinary rights": {"app": {"power": _known("standard"), "keys": [{"id": "app:a/secret-1", "kind": "client-secret"}]}, "want": "not-applicable"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.app) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"applications": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.applications.privileged_no_secret": {"owners": ["Ops@x.example"]}}

_input(app) := {"iam": {
	"applications": {"flag": "complete", "data": {"applications": [object.union(object.remove(_app, object.keys(app)), app)]}},
	"directory_state": {"flag": "complete", "data": {"identities": [
		{"id": "user:ann@x.example", "power": _known("admin")},
		{"id": "user:eve@x.example", "power": _known("privileged")},
		{"id": "user:ops@x.example", "power": _known("standard")},
		{"id": "user:dim@x.example", "power": _unread},
	]}},
}}

_app := {"id": "app:a", "at": _at, "power": _known("admin"), "owners": _known(["user:ann@x.example"]), "keys": [{"id": "app:a/certificate-1", "kind": "certificate"}]}
