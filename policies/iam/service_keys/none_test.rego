package policies.iam.service_keys.none_test

import data.policies.iam.service_keys.none as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"no keys": {"record": {}, "want": {"pass"}},
	"a key": {"record": {"keys": [_key(_known(true))]}, "want": {"fail"}},
	"a disabled key": {"record": {"keys": [_key(_known(false))]}, "want": {"pass"}},
	"a key whose state is not known": {"record": {"keys": [_key(_unread)]}, "want": {"unknown"}},
	"keys not given": {"record": {"flags": ["keys-not-given"]}, "want": {"unknown"}},
	"a disabled account": {"record": {"keys": [_key(_known(true))], "enabled": _known(false)}, "want": {"not-applicable"}},
	"exempt": {"record": {"id": "service:terraform", "keys": [_key(_known(true))]}, "want": set()},
	"of a person": {"record": {"kind": "human"}, "want": set()},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == case.want
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"directory": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.service_keys.none": {"exempt": ["service:terraform"]}}

_input(record) := {"iam": {"directory": {"flag": "complete", "data": {"system": "gcp", "account": "p", "groups": [], "identities": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "service:ci", "kind": "service", "name": "ci", "at": _at, "enabled": _known(true), "keys": [], "flags": []}

_key(active) := {"id": "service:ci/key-1", "kind": "access-key", "active": active, "at": _at}
