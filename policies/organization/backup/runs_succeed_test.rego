package policies.organization.backup.runs_succeed_test

import data.policies.organization.backup.runs_succeed as rule

_at := {"file": "register", "line": 2}

_base := {"id": "bk", "at": _at, "last_status": {"value": "success", "at": _at}, "earlier_runs": {"value": "even", "at": _at}}

cases := {
	"all even": {"set": {}, "want": "pass"},
	"no register of runs": {"set": {"earlier_runs": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
	"warning": {"set": {"last_status": {"value": "warning", "at": _at}, "earlier_runs": {"unknown": "it could not be read", "at": _at}}, "want": "fail"},
	"failed": {"set": {"last_status": {"value": "failed", "at": _at}, "earlier_runs": {"unknown": "it could not be read", "at": _at}}, "want": "fail"},
	"far from the median": {"set": {"earlier_runs": {"value": "the last size of 0 bytes is far from the median of 5000", "at": _at}}, "want": "fail"},
	"running": {"set": {"last_status": {"value": "running", "at": _at}}, "want": "unknown"},
	"not readable": {"set": {"last_status": {"unknown": "it could not be read", "at": _at}}, "want": "unknown"},
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
