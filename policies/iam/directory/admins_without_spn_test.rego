package policies.iam.directory.admins_without_spn_test

import data.policies.iam.directory.admins_without_spn as rule

_at := {"file": "export.ldf", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the account below, its power, and the verdict that it gives.
cases := {
	"an administrator without a name": {"account": {}, "power": _known("admin"), "want": "pass"},
	"a service without power": {"account": {"flags": ["spn"]}, "power": _known("standard"), "want": "pass"},
	"an administrator with a name": {"account": {"flags": ["spn"]}, "power": _known("admin"), "want": "fail"},
	"an operator with a name": {"account": {"flags": ["spn"], "kind": "service"}, "power": _known("privileged"), "want": "fail"},
	"disabled": {"account": {"flags": ["spn"], "enabled": _known(false)}, "power": _known("admin"), "want": "pass"},
	"a managed account": {"account": {"flags": ["spn"], "password": {"usable": _known(false)}}, "power": _known("admin"), "want": "pass"},
	"its power is not known": {"account": {"flags": ["spn"]}, "power": _unread, "want": "unknown"},
	"without a name its power does not matter": {"account": {}, "power": _unread, "want": "pass"},
	"names are not in the export": {"account": {"flags": ["spn-untold"]}, "power": _known("admin"), "want": "unknown"},
	"its settings are not told": {"account": {"enabled": _unread}, "power": _known("admin"), "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input("ad", case)
	{o.status | some o in observations} == {case.want}
}

test_computers_and_other_directories_are_another_matter if {
	count(rule.observations) == 0 with input as _input("ad", {"account": {"kind": "computer", "flags": ["spn"]}, "power": _known("admin")})
	count(rule.observations) == 0 with input as _input("ldap", {"account": {"flags": ["spn"]}, "power": _known("admin")})
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"directory": {"flag": "not-collected"}}}
}

_input(system, case) := {"iam": {
	"directory": {"flag": "complete", "data": {"system": system, "account": "corp", "groups": [], "identities": [object.union(object.remove(_account, object.keys(case.account)), case.account)]}},
	"directory_state": {"flag": "complete", "data": {"system": system, "account": "corp", "keys": [], "identities": [{"id": "user:ann", "power": case.power}]}},
}}

_account := {"id": "user:ann", "kind": "human", "name": "ann", "at": _at, "enabled": _known(true), "flags": [], "password": {"usable": _known(true)}}
