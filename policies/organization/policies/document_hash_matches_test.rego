package policies.organization.policies.document_hash_matches_test

import data.policies.organization.policies.document_hash_matches as rule

_at := {"file": "register", "line": 2}

_base := {"id": "backup", "at": _at, "document_matches": {"value": true, "at": _at}}

cases := {
	"same bytes": {"set": {}, "want": "pass"},
	"changed after approval": {"set": {"document_matches": {"value": false, "at": _at}}, "want": "fail"},
	"document not supplied": {"set": {"document_matches": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry)
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"policy_state": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without
}

_input(entry) := {"organization": {"policy_state": {"flag": "complete", "data": object.union({"topics": []}, {"policies": [entry]})}}}
