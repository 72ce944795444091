package policies.iam.factors.group_enforced_test

import data.policies.iam.factors.group_enforced as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

_deny(operator) := {"id": "#1", "effect": "deny", "not_actions": ["iam:*MFA*"], "resources": ["*"], "conditions": [{"operator": operator, "key": "aws:MultiFactorAuthPresent", "values": ["false"]}], "at": _at}

_allow(conditions) := {"id": "#2", "effect": "allow", "actions": ["s3:*"], "resources": ["*"], "conditions": conditions, "at": _at}

_with_factor := [{"operator": "Bool", "key": "aws:MultiFactorAuthPresent", "values": ["true"]}]

cases := {
	"a deny": {"statements": _known([_allow([]), _deny("BoolIfExists")]), "console": _known(true), "want": {"pass"}},
	"a deny that keys pass by": {"statements": _known([_allow([]), _deny("Bool")]), "console": _known(true), "want": {"fail"}},
	"every allow asks": {"statements": _known([_allow(_with_factor)]), "console": _known(true), "want": {"pass"}},
	"an allow that does not": {"statements": _known([_allow([])]), "console": _known(true), "want": {"fail"}},
	"the document is missing": {"statements": _unread, "console": _known(true), "want": {"unknown"}},
	"no member with a password": {"statements": _known([_allow([])]), "console": _known(false), "want": {"not-applicable"}},
	"passwords not known": {"statements": _known([_allow([])]), "console": _unread, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.statements, case.console, ["inline:group:ops/p"])
	{o.status | some o in observations} == case.want
}

test_a_group_that_grants_nothing if {
	observations := rule.observations with input as _input(_known([]), _known(true), [])
	{o.status | some o in observations} == {"not-applicable"}
}

test_a_user_whose_groups_are_not_known_may_be_a_member if {
	accounts := [{"id": "user:ann", "console": _known(true), "entitlements": _unread}]
	whole := _input(_known([_allow([])]), _known(true), ["inline:group:ops/p"])
	observations := rule.observations with input as {"iam": object.union(whole.iam, {"accounts": {"data": {"accounts": accounts}}})}
	{o.status | some o in observations} == {"unknown"}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"principals": {"flag": "not-collected"}}}
}

_input(statements, console, inline) := {"iam": {
	"principals": {"flag": "complete", "data": {"principals": [{"id": "group:ops", "kind": "group", "name": "ops", "at": _at, "attached": [], "inline": inline}]}},
	"policies": {"flag": "complete", "data": {"policies": [{"id": "inline:group:ops/p", "name": "p", "statements": statements, "at": _at}]}},
	"accounts": {"flag": "complete", "data": {"accounts": [{"id": "user:ann", "console": console, "entitlements": _known(["group:ops"])}]}},
}}
