# METADATA
# title: No NetworkPolicy lets pods reach the whole internet, unless that is meant
# description: |
#   A pod that reaches every address can carry data out and fetch what an intruder wants to run. Counted are items
#   without `to` and blocks of addresses that hold half of the internet or more, exceptions taken off, several blocks at
#   the same ports together; also where only some ports are open, as port 53 without a `to`, which is a way out too.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/network-policies/
# custom:
#   severity: medium
#   subject: network-policy
#   remediation: |
#     Name the pods (the cluster's DNS: namespaceSelector kube-system with podSelector k8s-app=kube-dns), namespaces or
#     blocks of addresses under `to`, or send the traffic through a proxy. Where the whole internet is meant, add the
#     policy to the parameter `declared`.
#   aliases: [k8s-no-open-egress]
#   parameters:
#     declared:
#       default: []
#       description: Policies, as namespace/name, that are meant to be open.
package policies.firewall.kubernetes.policy_no_open_egress

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := policy.open_egress if some id, policy in _policies

passed[id] := verdict.proof("it leads nowhere beyond what it names", [policy.open_egress]) if {
	some id, policy in _policies
	policy.open_egress.value == false
}

passed[id] := verdict.proof("it is meant to be open, by the parameter", [policy.open_egress]) if {
	some id, policy in _policies
	policy.open_egress.value == true
	policy.id in _declared
}

failed[id] := verdict.proof(concat("; ", sort({opening.text | some opening in openings})), openings) if {
	some id, policy in _policies
	policy.open_egress.value == true
	every declared in _declared {
		declared != policy.id
	}
	openings := [opening | some opening in policy.openings; opening.direction == "out"]
}

_policies[$"policy:{policy.id}"] := policy if {
	some policy in input.firewall.kube_policies.data.policies
	policy.open_egress
}

_declared := data.parameters["firewall.kubernetes.policy_no_open_egress"].declared
