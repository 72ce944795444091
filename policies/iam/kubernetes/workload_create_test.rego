package policies.iam.kubernetes.workload_create_test

import data.policies.iam.kubernetes.workload_create as rule

_at := {"file": "rbac.yaml", "line": 2}

_power(power) := {"power": power, "role": "r", "scope": "namespace:ops", "text": "it", "at": _at}

# What differs from the subject below, and the verdict that it gives.
cases := {
	"no dangerous power": {"subject": {}, "want": "pass"},
	"the power": {"subject": {"powers": [_power("workload-create")]}, "want": "fail"},
	"another power": {"subject": {"powers": [_power("cluster-admin")]}, "want": "pass"},
	"the power, declared": {"subject": {"powers": [_power("workload-create")], "id": "service:ops/deploy", "name": "ops/deploy"}, "want": "pass"},
	"a role is not known": {"subject": {"whole": {"unknown": "not given", "at": _at}}, "want": "unknown"},
	"the power, and a role is not known": {"subject": {"powers": [_power("workload-create")], "whole": {"unknown": "not given", "at": _at}}, "want": "fail"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.subject) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_holders_of_everything_are_judged_elsewhere if {
	count(rule.observations) == 0 with input as _input({"admin": true}) with data.parameters as _parameters
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"cluster_access": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.kubernetes.workload_create": {"declared": ["ops/*"]}}

_input(subject) := {"iam": {"cluster_access": {"flag": "complete", "data": {"system": "kubernetes", "account": "c", "subjects": [object.union(object.remove(_subject, object.keys(subject)), subject)]}}}}

_subject := {"id": "user:ann", "name": "ann", "at": _at, "admin": false, "whole": {"value": true, "at": _at}, "powers": []}
