package policies.organization.backup.copies_encrypted_test

import data.policies.organization.backup.copies_encrypted as rule

_at := {"file": "register", "line": 2}

_base := {"id": "bk", "at": _at, "all_encrypted": {"value": true, "at": _at}, "unencrypted": [], "key_elsewhere": {"value": true, "at": _at}}

cases := {
	"encrypted with the key elsewhere": {"set": {}, "want": "pass"},
	"place of the key not written down": {"set": {"key_elsewhere": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
	"one copy in the clear": {"set": {"all_encrypted": {"value": false, "at": _at}, "unencrypted": ["srv-bak:/rsync"], "key_elsewhere": {"unknown": "it could not be read", "at": _at}}, "want": "fail"},
	"key beside the data": {"set": {"key_elsewhere": {"value": false, "at": _at}}, "want": "fail"},
	"not readable": {"set": {"all_encrypted": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
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
