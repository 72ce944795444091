package policies.iam.roles.oidc_subject_pinned_test

import data.policies.iam.roles.oidc_subject_pinned as rule

_at := {"file": "report.csv", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"branch of a repository": {"record": {"trust": _known([{"statement": "#1", "kind": "federated", "value": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com", "conditions": [], "restrictions": ["subject"], "at": _at, "subjects": ["repo:acme/shop:ref:refs/heads/main"]}])}, "want": "pass"},
	"environment": {"record": {"trust": _known([{"statement": "#1", "kind": "federated", "value": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com", "conditions": [], "restrictions": ["subject"], "at": _at, "subjects": ["repo:acme/shop:environment:production"]}])}, "want": "pass"},
	"every branch by prefix": {"record": {"trust": _known([{"statement": "#1", "kind": "federated", "value": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com", "conditions": [], "restrictions": ["subject"], "at": _at, "subjects": ["repo:acme/shop:ref:refs/heads/release-*"]}])}, "want": "pass"},
	"anything of a repository": {"record": {"trust": _known([{"statement": "#1", "kind": "federated", "value": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com", "conditions": [], "restrictions": ["subject"], "at": _at, "subjects": ["repo:acme/shop:*"]}])}, "want": "fail"},
	"every branch": {"record": {"trust": _known([{"statement": "#1", "kind": "federated", "value": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com", "conditions": [], "restrictions": ["subject"], "at": _at, "subjects": ["repo:acme/shop:ref:refs/heads/*"]}])}, "want": "fail"},
	"every ref": {"record": {"trust": _known([{"statement": "#1", "kind": "federated", "value": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com", "conditions": [], "restrictions": ["subject"], "at": _at, "subjects": ["repo:acme/shop:ref:*"]}])}, "want": "fail"},
	"anything that is not empty": {"record": {"trust": _known([{"statement": "#1", "kind": "federated", "value": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com", "conditions": [], "restrictions": ["subject"], "at": _at, "subjects": ["repo:acme/shop:?*"]}])}, "want": "fail"},
	"every repository": {"record": {"trust": _known([{"statement": "#1", "kind": "federated", "value": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com", "conditions": [], "restrictions": ["subject"], "at": _at, "subjects": ["repo:acme/*"]}])}, "want": "fail"},
	"a prefix of repositories": {"record": {"trust": _known([{"statement": "#1", "kind": "federated", "value": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com", "conditions": [], "restrictions": ["subject"], "at": _at, "subjects": ["repo:acme/shop*:ref:refs/heads/main"]}])}, "want": "fail"},
	"no subject": {"record": {"trust": _known([{"statement": "#1", "kind": "federated", "value": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com", "conditions": [], "restrictions": ["audience"], "at": _at}])}, "want": "fail"},
	"a provider of one company": {"record": {"trust": _known([{"statement": "#1", "kind": "federated", "value": "arn:aws:iam::111122223333:saml-provider/entra", "conditions": [], "restrictions": [], "at": _at}])}, "want": "not-applicable"},
	"a service": {"record": {"trust": _known([{"statement": "#1", "kind": "service", "value": "ec2.amazonaws.com", "conditions": [], "restrictions": [], "at": _at}])}, "want": "not-applicable"},
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
