package policies.joins.policy_leaver_sla_contradicted_test

import data.policies.joins.policy_leaver_sla_contradicted as rule

_at := {"file": "x", "line": 1}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_open := {"unknown": "not collected", "at": _at}
cases := {
	"open after the hours": {"want": "fail"},
	"closed": {"account": {"enabled": _no}, "want": "pass"},
	"not readable": {"account": {"enabled": _open}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _estate(case)
	{o.status | some o in observations} == {case.want}
}

test_inside_the_hours_nothing_is_late if {
	count(rule.observations) == 0 with input as _estate({"person": {"left_hours": 24}})
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"promises": {"flag": "not-collected"}, "people": {"flag": "not-collected"}, "accounts": {"flag": "not-collected"}}}
}

_estate(case) := {"estate": {
	"promises": {"flag": "complete", "data": {"promises": [{
		"id": "access-control/leaver_revoke_hours",
		"policy": "access-control",
		"parameter": "leaver_revoke_hours",
		"text": "24",
		"number": 24,
		"at": _at,
	}]}},
	"people": {"flag": "complete", "data": {"people": [_person(object.get(case, "person", {}))]}},
	"accounts": {"flag": "complete", "data": {"accounts": [_account(object.get(case, "account", {}))]}},
}}

_person(over) := _with(
	{
		"id": "t@x.example",
		"subject": "person:E010",
		"email": "t@x.example",
		"at": _at,
		"departed": _yes,
		"detail": "t@x.example left on 2026-09-03",
		"left_hours": 1914,
		"position": {"value": "Product manager", "at": _at},
	},
	over,
)

_account(over) := _with(
	{
		"id": "host:web01/tgirard",
		"at": _at,
		"kind": "host",
		"system": "host:web01",
		"name": "tgirard",
		"class": "regular",
		"person": {"value": "t@x.example", "at": _at},
		"confidence": "declared",
		"link": "declared in identities.csv",
		"owner": {"value": "", "at": _at},
		"enabled": _yes,
		"password_usable": _yes,
		"keys": {"value": 0, "at": _at},
		"ssh_password_login": _yes,
		"mfa": _open,
		"privileged": _yes,
		"privilege": "sudo to root by %sudo",
		"entitlements": {"value": ["group:staff", "sudo:full"], "at": _at},
	},
	over,
)

# Replaces whole properties: object.union alone would merge a known fact with an unknown one.
_with(base, over) := object.union(object.remove(base, object.keys(over)), over)
