package policies.iam.credentials.console_mfa_test

import data.policies.iam.credentials.console_mfa as rule

_at := {"file": "report.csv", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"password and factor": {"record": {}, "want": "pass"},
	"password alone": {"record": {"mfa": _known(false)}, "want": "fail"},
	"program without password": {"record": {"mfa": _known(false), "password": {"enabled": _known(false)}}, "want": "not-applicable"},
	"factor not readable": {"record": {"mfa": _unread}, "want": "unknown"},
	"password not readable": {"record": {"mfa": _known(false), "password": {"enabled": _unread}}, "want": "unknown"},
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

_record := {"id": "user:ann", "kind": "user", "name": "ann", "arn": "arn:aws:iam::111122223333:user/ann", "at": _at, "created_at": _known("2020-01-01T00:00:00Z"), "password": {"enabled": _known(true), "last_used_at": _known("never"), "last_changed_at": _unread}, "mfa": _known(true), "keys": []}
