package policies.joins.phish_submitter_is_admin_test

import data.policies.joins.phish_submitter_is_admin as rule

_at := {"file": "x", "line": 1}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_open := {"unknown": "not collected", "at": _at}
cases := {
	"admin, not retrained": {"want": "fail"},
	"admin, retrained": {"phished": {"retrained": _yes}, "want": "pass"},
	"retraining not known": {"phished": {"retrained": _open}, "want": "unknown"},
	"rights not readable": {"account": {"privileged": _open}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _estate(case)
	{o.status | some o in observations} == {case.want}
}

test_not_an_admin[note] if {
	some note, account in {"no rights": {"privileged": _no}, "disabled": {"enabled": _no}}
	count(rule.observations) == 0 with input as _estate({"account": account})
}

test_who_left_is_judged_elsewhere if {
	count(rule.observations) == 0 with input as _estate({"person": {"departed": _yes}})
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"people": {"flag": "not-collected"}, "accounts": {"flag": "not-collected"}, "phishing": {"flag": "not-collected"}}}
}

_estate(case) := {"estate": {
	"people": {"flag": "complete", "data": {"people": [_person(_with({"departed": _no}, object.get(case, "person", {})))]}},
	"accounts": {"flag": "complete", "data": {"accounts": [_account(object.get(case, "account", {}))]}},
	"phishing": {"flag": "complete", "data": {"people": [_with(
		{
			"id": "t@x.example",
			"at": _at,
			"retrained": _no,
			"detail": "typed data into a simulated phishing page on 2026-10-06",
		},
		object.get(case, "phished", {}),
	)]}},
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
