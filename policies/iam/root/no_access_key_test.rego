package policies.iam.root.no_access_key_test

import data.policies.iam.root.no_access_key as rule

_at := {"file": "report.csv", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"no key": {"record": {}, "want": "pass"},
	"deactivated key": {"record": {"keys": [{"id": "root/access-key-1", "kind": "access-key", "active": _known(false), "created_at": _known("2020-01-01T00:00:00Z"), "last_used_at": _known("never"), "at": _at}]}, "want": "pass"},
	"active key": {"record": {"keys": [{"id": "root/access-key-1", "kind": "access-key", "active": _known(true), "created_at": _known("2020-01-01T00:00:00Z"), "last_used_at": _known("never"), "at": _at}]}, "want": "fail"},
	"second of two is active": {"record": {"keys": [{"id": "root/access-key-1", "kind": "access-key", "active": _known(false), "created_at": _known("2020-01-01T00:00:00Z"), "last_used_at": _known("never"), "at": _at}, {"id": "root/access-key-2", "kind": "access-key", "active": _known(true), "created_at": _known("2020-01-01T00:00:00Z"), "last_used_at": _known("never"), "at": _at}]}, "want": "fail"},
	"signing certificate is no access key": {"record": {"keys": [{"id": "root/certificate-1", "kind": "certificate", "active": _known(true), "created_at": _known("2020-01-01T00:00:00Z"), "last_used_at": _known("never"), "at": _at}]}, "want": "pass"},
	"state not readable": {"record": {"keys": [{"id": "root/access-key-1", "kind": "access-key", "active": _unread, "created_at": _known("2020-01-01T00:00:00Z"), "last_used_at": _known("never"), "at": _at}]}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record)
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"credentials": {"flag": "not-collected"}}}
}

_input(record) := {"iam": {"credentials": {"flag": "complete", "data": {"holders": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "root", "kind": "root", "name": "ann", "arn": "arn:aws:iam::111122223333:user/ann", "at": _at, "created_at": _known("2020-01-01T00:00:00Z"), "password": {"enabled": _known(true), "last_used_at": _known("never"), "last_changed_at": _unread}, "mfa": _known(true), "keys": []}
