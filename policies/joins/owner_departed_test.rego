package policies.joins.owner_departed_test

import data.policies.joins.owner_departed as rule

_at := {"file": "x", "line": 1}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_open := {"unknown": "not collected", "at": _at}
cases := {
	"left": {"departed": _yes, "want": "fail"},
	"here": {"departed": _no, "want": "pass"},
	"not in the roster": {"departed": _open, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _estate(case)
	{o.status | some o in observations} == {case.want}
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"owners": {"flag": "not-collected"}}}
}

_estate(case) := {"estate": {"owners": {"flag": "complete", "data": {"owners": [{
	"id": "policy:backup",
	"at": _at,
	"kind": "policy",
	"departed": case.departed,
	"detail": "thomas.girard left on 2026-09-03",
}]}}}}
