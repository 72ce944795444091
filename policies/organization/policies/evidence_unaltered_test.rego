package policies.organization.policies.evidence_unaltered_test

import data.policies.organization.policies.evidence_unaltered as rule

_at := {"file": "register", "line": 2}

_base := {"id": "risks.yaml", "at": _at, "sealed_sha256": {"value": "aa", "at": _at}, "present_sha256": {"value": "aa", "at": _at}}

cases := {
	"same bytes": {"set": {}, "want": "pass"},
	"one byte changed": {"set": {"present_sha256": {"value": "ab", "at": _at}}, "want": "fail"},
	"not supplied": {"set": {"present_sha256": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
	"not sealed": {"set": {"sealed_sha256": {"value": "", "at": _at}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry)
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"manifest": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without
}

_input(entry) := {"organization": {"manifest": {"flag": "complete", "data": object.union({"at": {"file": "manifest.json"}}, {"files": [entry]})}}}
