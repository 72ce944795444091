package policies.joins.new_hire_privileged_before_training_and_ack_test

import data.policies.joins.new_hire_privileged_before_training_and_ack as rule

_at := {"file": "x", "line": 1}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_open := {"unknown": "not collected", "at": _at}
cases := {
	"neither": {"trained": _no, "signed": _no, "want": "fail"},
	"trained, not signed": {"trained": _yes, "signed": _no, "want": "fail"},
	"signed, not trained": {"trained": _no, "signed": _yes, "want": "fail"},
	"both": {"trained": _yes, "signed": _yes, "want": "pass"},
	"signature not readable": {"trained": _yes, "signed": _open, "want": "unknown"},
	"rights not readable": {"trained": _no, "signed": _no, "account": {"privileged": _open}, "want": "unknown"},
}

_parameters := {"joins.new_hire_privileged_before_training_and_ack": {"new_days": 30}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _estate(case) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_who_is_not_new_is_not_judged[note] if {
	some note, days in {"long here": 31, "not here yet": -4}
	count(rule.observations) == 0 with input as _estate({"trained": _no, "signed": _no, "person": {"started_days": days}})
		with data.parameters as _parameters
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"people": {"flag": "not-collected"}, "accounts": {"flag": "not-collected"}, "training": {"flag": "not-collected"}, "acknowledgements": {"flag": "not-collected"}}}
}

_estate(case) := {"estate": {
	"people": {"flag": "complete", "data": {"people": [_person(_with({"departed": _no, "started_days": 27}, object.get(case, "person", {})))]}},
	"accounts": {"flag": "complete", "data": {"accounts": [_account(object.get(case, "account", {}))]}},
	"training": {"flag": "complete", "data": {"people": [{"id": "t@x.example", "at": _at, "any": case.trained, "any_detail": "training"}]}},
	"acknowledgements": {"flag": "complete", "data": {"people": [{"id": "t@x.example", "at": _at, "access_policy": case.signed, "detail": "signature"}]}},
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
