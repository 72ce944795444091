package policies.iam.roles.trust_not_any_test

import data.policies.iam.roles.trust_not_any as rule

_at := {"file": "report.csv", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"own account": {"record": {"trust": _known([{"statement": "#1", "kind": "own-account", "value": "arn:aws:iam::111122223333:root", "conditions": [], "restrictions": [], "at": _at}])}, "want": "pass"},
	"everyone": {"record": {"trust": _known([{"statement": "#1", "kind": "anyone", "value": "*", "conditions": [], "restrictions": [], "at": _at}])}, "want": "fail"},
	"everyone of the organization": {"record": {"trust": _known([{"statement": "#1", "kind": "anyone", "value": "*", "conditions": ["aws:principalorgid"], "restrictions": ["organization"], "at": _at}])}, "want": "pass"},
	"everyone with an external id": {"record": {"trust": _known([{"statement": "#1", "kind": "anyone", "value": "*", "conditions": ["sts:externalid"], "restrictions": ["external-id"], "at": _at}])}, "want": "fail"},
	"everyone with a second factor": {"record": {"trust": _known([{"statement": "#1", "kind": "anyone", "value": "*", "conditions": ["aws:multifactorauthpresent"], "restrictions": ["mfa"], "at": _at}])}, "want": "fail"},
	"a service and everyone": {"record": {"trust": _known([{"statement": "#1", "kind": "service", "value": "ec2.amazonaws.com", "conditions": [], "restrictions": [], "at": _at}, {"statement": "#1", "kind": "anyone", "value": "*", "conditions": [], "restrictions": [], "at": _at}])}, "want": "fail"},
	"nobody": {"record": {}, "want": "pass"},
	"trust policy not readable": {"record": {"trust": _unread}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record)
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"roles": {"flag": "not-collected"}}}
}

_input(record) := {"iam": {"roles": {"flag": "complete", "data": {"roles": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "role:r", "name": "r", "arn": "arn:aws:iam::111122223333:role/r", "service_linked": false, "trust": _known([]), "used": _known(true), "idle_days": _known(3), "age_days": _known(300), "at": _at}
