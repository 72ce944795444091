package policies.joins.mover_retains_old_grants_test

import data.policies.joins.mover_retains_old_grants as rule

_at := {"file": "x", "line": 1}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_open := {"unknown": "not collected", "at": _at}
cases := {
	"sudo left over": {"want": "fail"},
	"given back": {"account": {"entitlements": {"value": ["group:staff"], "at": _at}}, "want": "pass"},
	"a grant outside both positions": {"account": {"entitlements": {"value": ["group:chess"], "at": _at}}, "want": "pass"},
	"inside the days": {"person": {"moved_days": 20}, "want": "not-applicable"},
	"on the last of the days": {"person": {"moved_days": 30}, "want": "not-applicable"},
	"the policy is stricter": {"person": {"moved_days": 20, "move_grace_days": 14}, "want": "fail"},
	"grants not readable": {"account": {"entitlements": _open}, "want": "unknown"},
	"former position not in the catalogue": {"person": {"previous_position": "Wizard"}, "want": "unknown"},
	"present position not in the catalogue": {"person": {"position": {"value": "Wizard", "at": _at}}, "want": "unknown"},
	"position not readable": {"person": {"position": _open}, "want": "unknown"},
	"not known whether enabled": {"account": {"enabled": _open}, "want": "fail"},
}

_parameters := {"joins.mover_retains_old_grants": {"max_days": 30}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _estate(case) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_disabled_accounts_hold_nothing if {
	count(rule.observations) == 0 with input as _estate({"account": {"enabled": _no}}) with data.parameters as _parameters
}

test_who_did_not_move_is_not_judged if {
	count(rule.observations) == 0 with input as {"estate": {
		"people": {"flag": "complete", "data": {"people": [{"id": "t@x.example", "departed": _no}]}},
		"accounts": {"flag": "complete", "data": {"accounts": [_account({})]}},
	}}
		with data.parameters as _parameters
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"people": {"flag": "not-collected"}, "accounts": {"flag": "not-collected"}, "entitlements": {"flag": "not-collected"}}}
}

_estate(case) := {"estate": {
	"people": {"flag": "complete", "data": {"people": [_person(_with(
		{
			"departed": _no,
			"previous_position": "Systems administrator",
			"moved_on": "2026-08-17",
			"moved_days": 97,
		},
		object.get(case, "person", {}),
	))]}},
	"accounts": {"flag": "complete", "data": {"accounts": [_account(object.get(case, "account", {}))]}},
	"entitlements": {"flag": "complete", "data": {"positions": [
		{"id": "Systems administrator", "at": _at, "grants": ["group:staff", "sudo:full"]},
		{"id": "Product manager", "at": _at, "grants": ["group:staff", "group:product"]},
	]}},
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
