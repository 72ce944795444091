package policies.iam.privilege.no_iam_full_test

import data.policies.iam.privilege.no_iam_full as rule

_at := {"file": "report.csv", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"none": {"record": {}, "want": "pass"},
	"all of IAM": {"record": {"iam_full": _known("yes")}, "want": "fail"},
	"under a condition": {"record": {"iam_full": _known("conditional")}, "want": "fail"},
	"administrator": {"record": {"admin": _known("yes"), "iam_full": _known("yes")}, "want": "not-applicable"},
	"policies not in the export": {"record": {"admin": _unread, "iam_full": _unread}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record)
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"effective": {"flag": "not-collected"}}}
}

_input(record) := {"iam": {"effective": {"flag": "complete", "data": {"principals": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "user:ann", "kind": "user", "name": "ann", "at": _at, "admin": _known("no"), "iam_full": _known("no"), "privilege": _known("escalation"), "path": [{"from": "user:ann", "to": "role:ops", "method": "sts:AssumeRole", "certainty": "always"}], "assumable_roles": _known([])}
