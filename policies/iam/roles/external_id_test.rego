package policies.iam.roles.external_id_test

import data.policies.iam.roles.external_id as rule

_at := {"file": "report.csv", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"foreign account alone": {"record": {"trust": _known([{"statement": "#1", "kind": "foreign-account", "value": "arn:aws:iam::444455556666:root", "conditions": [], "restrictions": [], "at": _at, "account": "444455556666"}])}, "want": "fail"},
	"external id": {"record": {"trust": _known([{"statement": "#1", "kind": "foreign-account", "value": "arn:aws:iam::444455556666:root", "conditions": [], "restrictions": ["external-id"], "at": _at, "account": "444455556666"}])}, "want": "pass"},
	"organization": {"record": {"trust": _known([{"statement": "#1", "kind": "foreign-account", "value": "arn:aws:iam::444455556666:root", "conditions": [], "restrictions": ["organization"], "at": _at, "account": "444455556666"}])}, "want": "pass"},
	"second factor only": {"record": {"trust": _known([{"statement": "#1", "kind": "foreign-account", "value": "arn:aws:iam::444455556666:root", "conditions": [], "restrictions": ["mfa"], "at": _at, "account": "444455556666"}])}, "want": "fail"},
	"account of our own": {"record": {"trust": _known([{"statement": "#1", "kind": "foreign-account", "value": "arn:aws:iam::444455556666:root", "conditions": [], "restrictions": [], "at": _at, "account": "777788889999"}])}, "want": "not-applicable"},
	"one of two pinned": {"record": {"trust": _known([{"statement": "#1", "kind": "foreign-account", "value": "arn:aws:iam::444455556666:root", "conditions": [], "restrictions": ["external-id"], "at": _at, "account": "444455556666"}, {"statement": "#1", "kind": "foreign-account", "value": "arn:aws:iam::444455556666:root", "conditions": [], "restrictions": [], "at": _at, "account": "555566667777"}])}, "want": "fail"},
	"own account": {"record": {"trust": _known([{"statement": "#1", "kind": "own-account", "value": "arn:aws:iam::111122223333:root", "conditions": [], "restrictions": [], "at": _at, "account": "111122223333"}])}, "want": "not-applicable"},
	"trust policy not readable": {"record": {"trust": _unread}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"roles": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.roles.external_id": {"own_accounts": ["777788889999"]}}

_input(record) := {"iam": {"roles": {"flag": "complete", "data": {"roles": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "role:r", "name": "r", "arn": "arn:aws:iam::111122223333:role/r", "service_linked": false, "trust": _known([]), "used": _known(true), "idle_days": _known(3), "age_days": _known(300), "at": _at}
