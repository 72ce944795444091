# METADATA
# title: Each namespace with workloads isolates its pods by default
# description: |
#   A pod that no NetworkPolicy selects takes traffic from every other pod of the cluster, so one broken container is a
#   way to all of them. A policy with an empty podSelector that admits nobody, or only a few, closes what nobody thought
#   of, also for pods that come later. Policies that select pods by their labels do not do that, and a second policy
#   that admits everything undoes it. Namespaces of the cluster itself are left out. Policies of other engines (Cilium,
#   Calico, AdminNetworkPolicy) are not read: where there are any, the answer is unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies
# custom:
#   severity: medium
#   subject: kubernetes-namespace
#   remediation: |
#     Write the policies that let the known traffic in (kubectl describe service shows who listens where), apply them, and
#     then a NetworkPolicy with `podSelector: {}` and `policyTypes: [Ingress]` without rules. Try it in a test namespace
#     first: what no policy admits stops at once. See that the network plugin enforces NetworkPolicy at all.
#   aliases: [k8s-default-deny]
#   parameters:
#     exempt:
#       default: []
#       description: Namespaces that need not isolate their pods.
package policies.firewall.kubernetes.namespace_default_deny

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := {"deny": namespace.default_deny_ingress, "workloads": namespace.workloads} if {
	some id, namespace in _namespaces
}

not_applicable[id] := verdict.proof(reason, [_namespaces[id]]) if some id, reason in _out_of_scope

passed[id] := verdict.proof("a NetworkPolicy isolates every pod of it", [namespace.default_deny_ingress]) if {
	some id, namespace in _judged
	namespace.default_deny_ingress.value == true
}

failed[id] := verdict.proof(_message, [namespace.default_deny_ingress]) if {
	some id, namespace in _judged
	namespace.default_deny_ingress.value == false
	count(namespace.workloads.value) > 0
}

_message := "no NetworkPolicy isolates every pod of it for incoming traffic, or one admits everything"

_namespaces[$"namespace:{namespace.id}"] := namespace if {
	some namespace in input.firewall.kube_namespaces.data.namespaces
}

_out_of_scope[id] := "it belongs to the cluster itself" if {
	some id, namespace in _namespaces
	namespace.system == true
}

_out_of_scope[id] := "it is exempt by the parameter" if {
	some id, namespace in _namespaces
	namespace.system == false
	namespace.id in data.parameters["firewall.kubernetes.namespace_default_deny"].exempt
}

_out_of_scope[id] := "nothing runs in it" if {
	some id, namespace in _namespaces
	namespace.system == false
	every exempt in data.parameters["firewall.kubernetes.namespace_default_deny"].exempt {
		exempt != namespace.id
	}
	namespace.workloads.value == []
	namespace.default_deny_ingress.value == false
}

_judged[id] := namespace if {
	some id, namespace in _namespaces
	namespace.system == false
	every exempt in data.parameters["firewall.kubernetes.namespace_default_deny"].exempt {
		exempt != namespace.id
	}
}
