# METADATA
# title: No workload shares the network of its node, unless that is meant
# description: |
#   A pod with hostNetwork stands in the network of the node: NetworkPolicy does not hold for it in most engines, it
#   sees the node's traffic and reaches what listens on the node's loopback, and its ports are open on the node. A
#   hostPort opens a port of every node it runs on, past the Services. Workloads of the cluster itself (kube-system and
#   the like) are left out: proxies and network plugins need it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
# custom:
#   severity: medium
#   subject: kubernetes-workload
#   remediation: |
#     Take hostNetwork and hostPort out of the pod template and publish the port with a Service. What must see the node's
#     network (a node exporter, a network plugin) belongs in a namespace of its own and on the list of the parameter.
#   aliases: [k8s-no-host-network]
#   parameters:
#     declared:
#       default: []
#       description: Workloads, as namespace/name, that are meant to stand in the network of their node.
package policies.firewall.kubernetes.workload_no_host_network

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := {"network": workload.host_network, "ports": workload.host_ports} if some id, workload in _workloads

not_applicable[id] := verdict.proof("it belongs to the cluster itself", [workload]) if {
	some id, workload in _workloads
	workload.system == true
}

passed[id] := verdict.proof("it stands in the network of the cluster", [workload.host_network]) if {
	some id, workload in _judged
	workload.host_network.value == false
	workload.host_ports.value == []
}

passed[id] := verdict.proof("it is meant to stand in the network of its node, by the parameter", [workload]) if {
	some id, workload in _judged
	count(_reasons[id]) > 0
	workload.id in _declared
}

failed[id] := verdict.proof(concat("; ", sort(object.keys(reasons))), [place | some place in reasons]) if {
	some id, reasons in _reasons
	workload := _workloads[id]
	every declared in _declared {
		declared != workload.id
	}
}

_reasons[id]["it shares the network of its node"] := workload.host_network if {
	some id, workload in _judged
	workload.host_network.value == true
}

_reasons[id][$"it opens {concat(", ", workload.host_ports.value)} of its node"] := workload.host_ports if {
	some id, workload in _judged
	count(workload.host_ports.value) > 0
}

_judged[id] := workload if {
	some id, workload in _workloads
	workload.system == false
}

_workloads[$"workload:{workload.id}"] := workload if some workload in input.firewall.kube_pods.data.workloads

_declared := data.parameters["firewall.kubernetes.workload_no_host_network"].declared
