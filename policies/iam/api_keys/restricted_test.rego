package policies.iam.api_keys.restricted_test

import data.policies.iam.api_keys.restricted as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"limited and young": {"record": {}, "want": {"pass"}},
	"for every service": {"record": {"apis": _known([])}, "want": {"fail"}},
	"for every caller": {"record": {"callers": _known([])}, "want": {"fail"}},
	"old": {"record": {"age_days": _known(91)}, "want": {"fail"}},
	"old, limits not known": {"record": {"age_days": _known(91), "apis": _unread, "callers": _unread}, "want": {"fail"}},
	"limits not known": {"record": {"callers": _unread}, "want": {"unknown"}},
	"a token": {"record": {"kind": "api-token"}, "want": set()},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == case.want
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"api_key_state": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.api_keys.restricted": {"max_days": 90}}

_input(record) := {"iam": {"api_key_state": {"flag": "complete", "data": {"system": "gcp", "account": "p", "keys": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "key:Site", "kind": "api-key", "at": _at, "holder": _known(""), "power": _known("none"), "active": _known(true), "age_days": _known(90), "apis": _known(["maps-backend.googleapis.com"]), "callers": _known(["https://www.example.com/*"])}
