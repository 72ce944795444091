package policies.organization.policies.not_contradicted_test

import data.policies.organization.policies.not_contradicted as rule

_at := {"file": "register", "line": 2}

_base := {"id": "backup", "at": _at, "contradicted": [], "kept": ["rpo_hours 24: every backup is younger"], "undecided": {"value": "", "at": _at}}

cases := {
	"kept": {"set": {}, "want": "pass"},
	"contradicted": {"set": {"contradicted": ["rpo_hours 24: last success of bk-erp 87.3 h ago"]}, "want": "fail"},
	"needs other snapshots": {"set": {"kept": [], "undecided": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
	"kept in part": {"set": {"undecided": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry)
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"policy_contradictions": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without
}

_input(entry) := {"organization": {"policy_contradictions": {"flag": "complete", "data": {"policies": [entry]}}}}
