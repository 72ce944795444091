package policies.organization.policies.version_raised_with_text_test

import data.policies.organization.policies.version_raised_with_text as rule

_at := {"file": "register", "line": 2}

_base := {"id": "backup", "at": _at, "change": {"value": "unchanged", "at": _at}, "detail": "as told"}

cases := {
	"same text": {"set": {}, "want": "pass"},
	"new text, higher version, approved again": {"set": {"change": {"value": "raised", "at": _at}}, "want": "pass"},
	"new text under the old version": {"set": {"change": {"value": "unapproved", "at": _at}}, "want": "fail"},
	"hash not readable": {"set": {"change": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry)
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"policy_history": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without
}

_input(entry) := {"organization": {"policy_history": {"flag": "complete", "data": {"policies": [entry]}}}}
