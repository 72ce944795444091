package policies.joins.policy_mfa_admins_contradicted_test

import data.policies.joins.policy_mfa_admins_contradicted as rule

_at := {"file": "x", "line": 1}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_open := {"unknown": "not collected", "at": _at}
cases := {
	"admin without": {"want": "fail"},
	"admin with": {"account": {"mfa": _yes}, "want": "pass"},
	"not an admin": {"account": {"privileged": _no, "mfa": _no}, "want": "pass"},
	"no console": {"account": {"password_usable": _no}, "want": "pass"},
	"second factor not readable": {"account": {"mfa": _open}, "want": "unknown"},
	"rights not readable": {"account": {"privileged": _open}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _estate(case)
	{o.status | some o in observations} == {case.want}
}

test_a_recommendation_is_no_promise if {
	count(rule.observations) == 0 with input as _estate({"promise": {"text": "recommended"}})
}

test_hosts_alone_tell_nothing if {
	count(rule.observations) == 0 with input as _estate({"account": {"kind": "host"}})
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"promises": {"flag": "not-collected"}, "accounts": {"flag": "not-collected"}}}
}

_estate(case) := {"estate": {
	"promises": {"flag": "complete", "data": {"promises": [_with(
		{
			"id": "access-control/mfa_admins",
			"policy": "access-control",
			"parameter": "mfa_admins",
			"text": "required",
			"at": _at,
		},
		object.get(case, "promise", {}),
	)]}},
	"accounts": {"flag": "complete", "data": {"accounts": [_account(_with({"kind": "cloud", "mfa": _no}, object.get(case, "account", {})))]}},
}}

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
