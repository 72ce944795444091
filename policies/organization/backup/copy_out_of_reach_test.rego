package policies.organization.backup.copy_out_of_reach_test

import data.policies.organization.backup.copy_out_of_reach as rule

_at := {"file": "register", "line": 2}

_base := {"id": "bk", "at": _at, "safe_copy": {"value": true, "at": _at}, "weakest": "", "credentials_proof": {"unknown": "it could not be read", "at": _at}}

cases := {
	"declared apart": {"set": {}, "want": "unknown"},
	"proved apart": {"set": {"credentials_proof": {"value": true, "at": _at}}, "want": "pass"},
	"every copy can be changed": {"set": {"safe_copy": {"value": false, "at": _at}, "weakest": "none of the 1 copies is immutable"}, "want": "fail"},
	"held by production administrators": {"set": {"credentials_proof": {"value": false, "at": _at}}, "want": "fail"},
	"not readable": {"set": {"safe_copy": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry)
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"backup_copies": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without
}

_input(entry) := {"organization": {"backup_copies": {"flag": "complete", "data": {"jobs": [entry]}}}}
