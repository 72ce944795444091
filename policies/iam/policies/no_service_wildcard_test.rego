package policies.iam.policies.no_service_wildcard_test

import data.policies.iam.policies.no_service_wildcard as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

_statement(changes) := object.union({"id": "#1", "effect": "allow", "actions": ["kms:*"], "resources": ["*"], "conditions": [], "at": _at}, changes)

cases := {
	"a whole service": {"statements": _known([_statement({})]), "want": {"fail"}},
	"in capitals": {"statements": _known([_statement({"actions": ["S3:*"]})]), "want": {"fail"}},
	"some of it": {"statements": _known([_statement({"actions": ["kms:Describe*"]})]), "want": {"pass"}},
	"on one resource": {"statements": _known([_statement({"resources": ["arn:aws:kms:eu-west-3:111122223333:key/1"]})]), "want": {"pass"}},
	"on a condition": {"statements": _known([_statement({"conditions": [{"operator": "Bool", "key": "k", "values": ["v"]}]})]), "want": {"pass"}},
	"a deny": {"statements": _known([_statement({"effect": "deny"})]), "want": {"pass"}},
	"judged elsewhere": {"statements": _known([_statement({"actions": ["iam:*", "*"]})]), "want": {"pass"}},
	"not readable": {"statements": _unread, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.statements, ["user:ann"]) with data.parameters as _parameters
	{o.status | some o in observations} == case.want
}

test_unattached_is_not_judged if {
	count(rule.observations) == 0 with input as _input(_known([_statement({})]), []) with data.parameters as _parameters
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"policies": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.policies.no_service_wildcard": {"services_left_out": ["iam"]}}

_input(statements, attached) := {"iam": {"policies": {"flag": "complete", "data": {"policies": [{"id": "policy:p", "kind": "managed", "name": "p", "owner": "customer", "attached_to": attached, "statements": statements, "at": _at}]}}}}
