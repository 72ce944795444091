package policies.iam.kubernetes.default_account_unused_test

import data.policies.iam.kubernetes.default_account_unused as rule

_at := {"file": "rbac.yaml", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not given", "at": _at}

# What differs from the workload below, and the verdict that it gives.
cases := {
	"the default account": {"workload": {}, "want": "fail"},
	"no token": {"workload": {"mounts_token": _known(false)}, "want": "pass"},
	"an account of its own": {"workload": {"service_account": _known("web")}, "want": "pass"},
	"the account is not known": {"workload": {"service_account": _unread}, "want": "unknown"},
	"the default account, its settings not known": {"workload": {"mounts_token": _unread}, "want": "unknown"},
	"an account of its own, its settings not known": {"workload": {"service_account": _known("web"), "mounts_token": _unread}, "want": "pass"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.workload, []) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_rights_of_the_default_account_are_told if {
	observations := rule.observations with input as _input({}, [{"principal": "service:web/default", "role": "edit", "scope": "namespace:web"}]) with data.parameters as _parameters
	{o.message | some o in observations} == {"it carries the token of the default service account, which holds edit at namespace:web"}
}

test_namespaces_of_the_cluster_are_another_matter if {
	count(rule.observations) == 0 with input as _input({"namespace": "kube-system"}, []) with data.parameters as _parameters
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"workload_identities": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.kubernetes.default_account_unused": {"namespaces": ["kube-system"]}}

_input(workload, assignments) := {"iam": {
	"workload_identities": {"flag": "complete", "data": {"system": "kubernetes", "account": "c", "workloads": [object.union(object.remove(_workload, object.keys(workload)), workload)]}},
	"role_assignments": {"flag": "complete", "data": {"system": "kubernetes", "account": "c", "assignments": assignments}},
}}

_workload := {"id": "web/Deployment/site", "namespace": "web", "at": _at, "service_account": _known("default"), "mounts_token": _known(true)}
