package policies.joins.eol_host_critical_service_test

import data.policies.joins.eol_host_critical_service as rule

_at := {"file": "x", "line": 1}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_open := {"unknown": "not collected", "at": _at}
cases := {
	"old, important, exposed": {"want": "fail"},
	"supported": {"host": {"os_supported": _yes}, "want": "pass"},
	"supported, importance not declared": {"host": {"os_supported": _yes, "critical": _open}, "want": "pass"},
	"not important": {"host": {"critical": _no}, "want": "pass"},
	"inside": {"host": {"exposed": _no}, "want": "pass"},
	"extended support perhaps bought": {"host": {"os_supported": _open}, "want": "unknown"},
	"no asset of that name": {"host": {"critical": _open}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _estate(case)
	{o.status | some o in observations} == {case.want}
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"hosts": {"flag": "not-collected"}}}
}

_estate(case) := {"estate": {"hosts": {"flag": "complete", "data": {"hosts": [_with(
	{
		"id": "host:web01",
		"name": "web01",
		"at": _at,
		"os": "Debian GNU/Linux 10",
		"asset": "web01",
		"os_supported": _no,
		"critical": _yes,
		"exposed": _yes,
	},
	object.get(case, "host", {}),
)]}}}}

# Replaces whole properties: object.union alone would merge a known fact with an unknown one.
_with(base, over) := object.union(object.remove(base, object.keys(over)), over)
