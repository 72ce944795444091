package policies.joins.policy_rpo_contradicted_test

import data.policies.joins.policy_rpo_contradicted as rule

_at := {"file": "x", "line": 1}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_open := {"unknown": "not collected", "at": _at}
cases := {
	"late": {"late": _yes, "want": "fail"},
	"young": {"late": _no, "want": "pass"},
	"no time of the last success": {"late": _open, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _estate(case)
	{o.status | some o in observations} == {case.want}
}

test_without_a_promise_nothing_is_contradicted if {
	count(rule.observations) == 0 with input as {"estate": {
		"promises": {"flag": "complete", "data": {"promises": []}},
		"backups": {"flag": "complete", "data": {"assets": [{"id": "asset:erp", "at": _at, "late": _yes, "detail": ""}]}},
	}}
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"promises": {"flag": "not-collected"}, "backups": {"flag": "not-collected"}}}
}

_estate(case) := {"estate": {
	"promises": {"flag": "complete", "data": {"promises": [{
		"id": "backup/rpo_hours",
		"policy": "backup",
		"parameter": "rpo_hours",
		"text": "24",
		"number": 24,
		"at": _at,
	}]}},
	"backups": {"flag": "complete", "data": {"assets": [{"id": "asset:erp", "at": _at, "late": case.late, "detail": "87.3 h"}]}},
}}
