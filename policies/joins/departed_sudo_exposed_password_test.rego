package policies.joins.departed_sudo_exposed_password_test

import data.policies.joins.departed_sudo_exposed_password as rule

_at := {"file": "x", "line": 1}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_open := {"unknown": "not collected", "at": _at}
cases := {
	"every link holds": {"want": "fail"},
	"guessed from the name": {"account": {"confidence": "heuristic"}, "want": "fail"},
	"locked account with a key": {"account": {"password_usable": _no, "keys": {"value": 1, "at": _at}}, "want": "pass"},
	"key only, sshd without passwords": {"account": {"ssh_password_login": _no}, "want": "pass"},
	"no sudo": {"account": {"privileged": _no}, "want": "pass"},
	"closed to the internet": {"host": {"ssh_from_internet": _no}, "want": "pass"},
	"packet filter not known": {"host": {"ssh_from_internet": _open}, "want": "unknown"},
	"packet filter not known, but no password": {
		"host": {"ssh_from_internet": _open},
		"account": {"password_usable": _no},
		"want": "pass",
	},
	"shadow not readable": {"account": {"password_usable": _open}, "want": "unknown"},
	"two people of that name": {"account": {"person": _open}, "want": "unknown"},
	"the roster contradicts itself": {"person": {"departed": _open}, "want": "unknown"},
	"contractor past the end, status active": {
		"person": {"detail": "t@x.example left on 2026-10-31 (the roster says active after the end on 2026-10-31)"},
		"want": "fail",
	},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _estate(case)
	{o.status | some o in observations} == {case.want}
}

test_who_leaves_today_is_still_here if {
	count(rule.observations) == 0 with input as _estate({"person": {"departed": _no}})
}

test_whoever_was_hired_again_is_here if {
	count(rule.observations) == 0 with input as _estate({"person": {"departed": _no, "left_on": "2024-01-31"}})
}

test_accounts_of_nobody_are_not_judged_here if {
	count(rule.observations) == 0 with input as _estate({"account": {"person": {"value": "", "at": _at}}})
}

test_message_is_one_plain_sentence if {
	observations := rule.observations with input as _estate({})
	{o.message | some o in observations} == {"t@x.example left on 2026-09-03, and tgirard on web01 still becomes root (sudo to root by %sudo): sshd on port 22 is open to the internet and takes the password"}
	{count(o.at) | some o in observations} == {5}
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"people": {"flag": "not-collected"}, "accounts": {"flag": "not-collected"}, "hosts": {"flag": "not-collected"}}}
}

_estate(case) := {"estate": {
	"people": {"flag": "complete", "data": {"people": [_person(object.get(case, "person", {}))]}},
	"accounts": {"flag": "complete", "data": {"accounts": [_account(object.get(case, "account", {}))]}},
	"hosts": {"flag": "complete", "data": {"hosts": [_with(
		{
			"id": "host:web01",
			"name": "web01",
			"at": _at,
			"ssh_from_internet": _yes,
			"ssh_detail": "sshd on port 22 is open to the internet",
		},
		object.get(case, "host", {}),
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
