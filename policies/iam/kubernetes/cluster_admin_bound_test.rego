package policies.iam.kubernetes.cluster_admin_bound_test

import data.policies.iam.kubernetes.cluster_admin_bound as rule

_at := {"file": "rbac.yaml", "line": 2}

_everything := {"power": "cluster-admin", "role": "cluster-admin", "scope": "cluster", "text": "everything", "at": _at}

# What differs from the subject below, and the verdict that it gives.
cases := {
	"not everything": {"subject": {}, "want": "pass"},
	"everything": {"subject": {"admin": true, "powers": [_everything]}, "want": "fail"},
	"everything, declared": {"subject": {"admin": true, "powers": [_everything], "id": "user:break-glass", "name": "break-glass"}, "want": "pass"},
	"a role is not known": {"subject": {"whole": {"unknown": "not given", "at": _at}}, "want": "unknown"},
	"everything, and a role is not known": {"subject": {"admin": true, "powers": [_everything], "whole": {"unknown": "not given", "at": _at}}, "want": "fail"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.subject) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"cluster_access": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.kubernetes.cluster_admin_bound": {"declared": ["break-glass"]}}

_input(subject) := {"iam": {"cluster_access": {"flag": "complete", "data": {"system": "kubernetes", "account": "c", "subjects": [object.union(object.remove(_subject, object.keys(subject)), subject)]}}}}

_subject := {"id": "user:ann", "name": "ann", "at": _at, "admin": false, "whole": {"value": true, "at": _at}, "powers": []}
