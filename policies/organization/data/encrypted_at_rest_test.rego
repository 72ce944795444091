package policies.organization.data.encrypted_at_rest_test

import data.policies.organization.data.encrypted_at_rest as rule

_at := {"file": "register", "line": 2}

_base := {"id": "crm", "at": _at, "classification": {"value": "confidential", "at": _at}, "rank": {"value": 2, "at": _at}, "encryption_at_rest": {"value": true, "at": _at}, "at_rest_proof": {"unknown": "it could not be read", "at": _at}}

cases := {
	"declared only": {"set": {}, "want": "unknown"},
	"proved": {"set": {"at_rest_proof": {"value": true, "at": _at}}, "want": "pass"},
	"declared unencrypted": {"set": {"encryption_at_rest": {"value": false, "at": _at}}, "want": "fail"},
	"the register says unknown": {"set": {"encryption_at_rest": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
	"below the level": {"set": {"classification": {"value": "internal", "at": _at}, "rank": {"value": 1, "at": _at}, "encryption_at_rest": {"value": false, "at": _at}}, "want": "not-applicable"},
	"class not declared": {"set": {"classification": {"value": "", "at": _at}, "rank": {"unknown": "it could not be read", "at": _at}, "encryption_at_rest": {"value": false, "at": _at}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"data_state": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without with data.parameters as _parameters
}

_parameters := {"organization.data.encrypted_at_rest": {"level": "confidential"}}

_input(entry) := {"organization": {"data_state": {"flag": "complete", "data": object.union({"levels": [{"id": "internal", "rank": 1}, {"id": "confidential", "rank": 2}]}, {"stores": [entry]})}}}
