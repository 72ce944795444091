package policies.iam.directory.password_required_test

import data.policies.iam.directory.password_required as rule

_at := {"file": "export.ldf", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the account below, and the verdict that it gives.
cases := {
	"as it should be": {"account": {}, "want": "pass"},
	"the bit is set": {"account": {"flags": ["admin-count", "password-not-required"]}, "want": "fail"},
	"the bit of a disabled account": {"account": {"flags": ["password-not-required"], "enabled": _known(false)}, "want": "pass"},
	"its settings are not told": {"account": {"enabled": _unread}, "want": "unknown"},
	"the domain sets its password": {"account": {"flags": ["password-not-required"], "password": {"usable": _known(false)}}, "want": "pass"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input("ad", case.account)
	{o.status | some o in observations} == {case.want}
}

test_other_directories_are_another_matter if {
	count(rule.observations) == 0 with input as _input("ldap", {"flags": ["password-not-required"]})
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"directory": {"flag": "not-collected"}}}
}

_input(system, account) := {"iam": {"directory": {"flag": "complete", "data": {"system": system, "account": "corp", "groups": [], "identities": [object.union(object.remove(_account, object.keys(account)), account)]}}}}

_account := {"id": "user:ann", "kind": "human", "name": "ann", "at": _at, "enabled": _known(true), "flags": [], "password": {"usable": _known(true)}}
