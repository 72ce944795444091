package policies.iam.api_keys.token_bounded_test

import data.policies.iam.api_keys.token_bounded as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"bounded": {"record": {}, "want": {"pass"}},
	"of an administrator": {"record": {"power": _known("admin")}, "want": {"fail"}},
	"from everywhere": {"record": {"callers": _known([])}, "want": {"fail"}},
	"from everywhere, owner not known": {"record": {"callers": _known([]), "power": _unread}, "want": {"fail"}},
	"owner not known": {"record": {"power": _unread}, "want": {"unknown"}},
	"networks not told": {"record": {"callers": _unread}, "want": {"unknown"}},
	"an API key": {"record": {"kind": "api-key"}, "want": set()},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == case.want
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"api_key_state": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.api_keys.token_bounded": {}}

_input(record) := {"iam": {"api_key_state": {"flag": "complete", "data": {"system": "gcp", "account": "p", "keys": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "token:hr", "kind": "api-token", "at": _at, "holder": _known("service:ci@example.com"), "power": _known("privileged"), "active": _known(true), "age_days": _known(90), "apis": _known([]), "callers": _known(["Office"])}
