package policies.iam.roles.read_only_not_foreign_test

import data.policies.iam.roles.read_only_not_foreign as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

_grant(kind, account) := {"statement": "#1", "kind": kind, "value": "x", "account": account, "conditions": [], "restrictions": [], "at": _at}

_read_only := [{"name": "ReadOnlyAccess", "arn": "arn:aws:iam::aws:policy/ReadOnlyAccess", "policy": "p"}]

_lookalike := [{"name": "ReadOnlyAccess", "arn": "arn:aws:iam::111122223333:policy/ReadOnlyAccess", "policy": "p"}]

cases := {
	"foreign and reads everything": {"trust": _known([_grant("foreign-account", "444455556666")]), "attached": _read_only, "want": {"fail"}},
	"foreign and something else": {"trust": _known([_grant("foreign-account", "444455556666")]), "attached": [], "want": {"pass"}},
	"a policy of one's own of that name": {"trust": _known([_grant("foreign-account", "444455556666")]), "attached": _lookalike, "want": {"pass"}},
	"one of ours": {"trust": _known([_grant("foreign-account", "777788889999")]), "attached": _read_only, "want": {"not-applicable"}},
	"a service": {"trust": _known([_grant("service", "")]), "attached": _read_only, "want": {"not-applicable"}},
	"trust not readable": {"trust": _unread, "attached": _read_only, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.trust, case.attached) with data.parameters as _parameters
	{o.status | some o in observations} == case.want
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"roles": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.roles.read_only_not_foreign": {"own_accounts": ["777788889999"]}}

_input(trust, attached) := {"iam": {
	"roles": {"flag": "complete", "data": {"roles": [{"id": "role:audit", "name": "audit", "trust": trust, "at": _at}]}},
	"principals": {"flag": "complete", "data": {"principals": [{"id": "role:audit", "kind": "role", "attached": attached}]}},
}}
