package policies.iam.policies.no_admin_inline_test

import data.policies.iam.policies.no_admin_inline as rule

_at := {"file": "report.csv", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"narrow": {"record": {}, "want": "pass"},
	"everything": {"record": {"admin": _known("yes")}, "want": "fail"},
	"everything under a condition": {"record": {"admin": _known("conditional")}, "want": "fail"},
	"document not in the export": {"record": {"admin": _unread}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record)
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"policy_grants": {"flag": "not-collected"}}}
}

_input(record) := {"iam": {"policy_grants": {"flag": "complete", "data": {"policies": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "policy:p", "kind": "inline", "name": "p", "owner": "customer", "attached_to": ["group:ops"], "boundary_of": [], "admin": _known("no"), "iam_full": _known("no"), "flaws": _known([]), "at": _at}

test_managed_policy_gives_no_observation if {
	count(rule.observations) == 0 with input as _input({"kind": "managed", "admin": _known("yes")})
}
