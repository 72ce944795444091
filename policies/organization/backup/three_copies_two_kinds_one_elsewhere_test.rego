package policies.organization.backup.three_copies_two_kinds_one_elsewhere_test

import data.policies.organization.backup.three_copies_two_kinds_one_elsewhere as rule

_at := {"file": "register", "line": 2}

_base := {"id": "bk", "at": _at, "copies": 3, "kinds": {"value": 2, "at": _at}, "elsewhere": {"value": true, "at": _at}}

cases := {
	"three, two, one": {"set": {}, "want": "pass"},
	"two copies": {"set": {"copies": 2}, "want": "fail"},
	"one kind": {"set": {"kinds": {"value": 1, "at": _at}}, "want": "fail"},
	"all on one site": {"set": {"elsewhere": {"value": false, "at": _at}}, "want": "fail"},
	"site not readable": {"set": {"elsewhere": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
	"kind not readable": {"set": {"kinds": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
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
