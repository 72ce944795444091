package policies.organization.backup.within_rpo_test

import data.policies.organization.backup.within_rpo as rule

_at := {"file": "register", "line": 2}

_base := {"id": "bk", "at": _at, "asset": {"value": "srv", "at": _at}, "hours": {"value": 12.5, "at": _at}, "allowed_hours": {"value": 24, "at": _at}, "allowed_by": "the asset"}

cases := {
	"young enough": {"set": {}, "want": "pass"},
	"exactly at the limit": {"set": {"hours": {"value": 24, "at": _at}}, "want": "pass"},
	"too old": {"set": {"hours": {"value": 24.1, "at": _at}}, "want": "fail"},
	"inside the asset, beyond the policy": {"set": {"hours": {"value": 158, "at": _at}, "allowed_by": "the policy backup"}, "want": "fail"},
	"no objective anywhere": {"set": {"allowed_hours": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
	"never succeeded or in the future": {"set": {"hours": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry)
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"backup_age": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without
}

_input(entry) := {"organization": {"backup_age": {"flag": "complete", "data": {"jobs": [entry]}}}}
