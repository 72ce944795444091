package policies.firewall.kubernetes.workload_no_host_network_test

import data.policies.firewall.kubernetes.workload_no_host_network as rule

_at := {"file": "cluster.yaml", "line": 3}

cases := {
	"inside": {"want": "pass"},
	"host network": {"network": true, "want": "fail"},
	"host port": {"ports": ["tcp/80"], "want": "fail"},
	"both": {"network": true, "ports": ["tcp/80"], "want": "fail"},
	"declared": {"id": "n/exporter", "network": true, "want": "pass"},
	"of the cluster": {"system": true, "network": true, "want": "not-applicable"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_unreadable_is_unknown if {
	observations := rule.observations with data.parameters as _parameters
		with input as {"firewall": {"kube_pods": {"flag": "complete", "data": {"workloads": [object.union(
			object.remove(_workload({}), ["host_network"]),
			{"host_network": {"unknown": "known only after apply", "at": _at}},
		)]}}}}
	{o.status | some o in observations} == {"unknown"}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"kube_pods": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"firewall.kubernetes.workload_no_host_network": {"declared": ["n/exporter"]}}

_snapshot(case) := {"firewall": {"kube_pods": {"flag": "complete", "data": {"workloads": [_workload(case)]}}}}

_workload(case) := {
	"id": object.get(case, "id", "n/w"),
	"kind": "Deployment",
	"namespace": "n",
	"system": object.get(case, "system", false),
	"labels": [],
	"host_network": {"value": object.get(case, "network", false), "at": _at},
	"host_ports": {"value": object.get(case, "ports", []), "at": _at},
	"at": _at,
}
