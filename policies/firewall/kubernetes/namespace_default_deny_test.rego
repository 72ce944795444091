package policies.firewall.kubernetes.namespace_default_deny_test

import data.policies.firewall.kubernetes.namespace_default_deny as rule

_at := {"file": "cluster.yaml", "line": 3}

_some := {"value": ["n/web"], "at": _at}

_none := {"value": [], "at": _at}

_unknown := {"unknown": "not told", "at": _at}

cases := {
	"isolated": {"id": "n", "deny": {"value": true, "at": _at}, "workloads": _some, "want": "pass"},
	"open": {"id": "n", "deny": {"value": false, "at": _at}, "workloads": _some, "want": "fail"},
	"empty and open": {"id": "n", "deny": {"value": false, "at": _at}, "workloads": _none, "want": "not-applicable"},
	"empty and isolated": {"id": "n", "deny": {"value": true, "at": _at}, "workloads": _none, "want": "pass"},
	"of the cluster": {
		"id": "kube-system", "system": true, "deny": {"value": false, "at": _at},
		"workloads": _some, "want": "not-applicable",
	},
	"exempt": {"id": "lab", "deny": {"value": false, "at": _at}, "workloads": _some, "want": "not-applicable"},
	"another engine": {"id": "n", "deny": _unknown, "workloads": _some, "want": "unknown"},
	"workloads not told, open": {"id": "n", "deny": {"value": false, "at": _at}, "workloads": _unknown, "want": "unknown"},
	"workloads not told, isolated": {"id": "n", "deny": {"value": true, "at": _at}, "workloads": _unknown, "want": "pass"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case) with data.parameters as _parameters
	{[o.subject, o.status] | some o in observations} == {[$"namespace:{case.id}", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"kube_namespaces": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"firewall.kubernetes.namespace_default_deny": {"exempt": ["lab"]}}

_snapshot(case) := {"firewall": {"kube_namespaces": {"flag": "complete", "data": {"namespaces": [{
	"id": case.id,
	"system": object.get(case, "system", false),
	"workloads": case.workloads,
	"default_deny_ingress": case.deny,
	"default_deny_egress": case.deny,
	"at": _at,
}]}}}}
