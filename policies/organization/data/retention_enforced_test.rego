package policies.organization.data.retention_enforced_test

import data.policies.organization.data.retention_enforced as rule

_at := {"file": "register", "line": 2}

_base := {"id": "crm", "at": _at, "retention": {"value": "5y", "at": _at}, "retention_days": {"value": 1825, "at": _at}, "oldest_record_days": {"unknown": "it could not be read", "at": _at}}

cases := {
	"declared, age not shown": {"set": {}, "want": "unknown"},
	"inside": {"set": {"oldest_record_days": {"value": 1700, "at": _at}}, "want": "pass"},
	"older": {"set": {"oldest_record_days": {"value": 1900, "at": _at}}, "want": "fail"},
	"not declared": {"set": {"retention": {"value": "", "at": _at}, "retention_days": {"unknown": "it could not be read", "at": _at}}, "want": "fail"},
	"n/a": {"set": {"retention": {"unknown": "it could not be read", "at": _at}, "retention_days": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry)
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"data_state": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without
}

_input(entry) := {"organization": {"data_state": {"flag": "complete", "data": object.union({"levels": []}, {"stores": [entry]})}}}
