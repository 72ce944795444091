# METADATA
# title: No NetworkPolicy admits everyone, unless that is meant
# description: |
#   A policy that admits every sender isolates nothing: whatever gets to the pods (a load balancer, a node port, another
#   namespace) is let in. Counted are items without `from` and blocks of addresses that hold half of the internet or
#   more, exceptions taken off, several blocks at the same ports together. What faces customers belongs on the list of
#   the parameter. No other policy can narrow one that is open: policies only add. Whether anything leads to the pods
#   from outside is told by the rules about Services and load balancers: hence the severity.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/network-policies/
# custom:
#   severity: medium
#   subject: network-policy
#   remediation: |
#     Name the pods, namespaces or blocks of addresses that need the port under `from`. Where everyone is meant, add
#     the policy to the parameter `declared`, with the ports it is for.
#   aliases: [k8s-no-open-ingress]
#   parameters:
#     declared:
#       default: []
#       description: Policies, as namespace/name, that are meant to be open.
package policies.firewall.kubernetes.policy_no_open_ingress

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := policy.open_ingress if some id, policy in _policies

passed[id] := verdict.proof("it admits nobody beyond what it names", [policy.open_ingress]) if {
	some id, policy in _policies
	policy.open_ingress.value == false
}

passed[id] := verdict.proof("it is meant to be open, by the parameter", [policy.open_ingress]) if {
	some id, policy in _policies
	policy.open_ingress.value == true
	policy.id in _declared
}

failed[id] := verdict.proof(concat("; ", sort({opening.text | some opening in openings})), openings) if {
	some id, policy in _policies
	policy.open_ingress.value == true
	every declared in _declared {
		declared != policy.id
	}
	openings := [opening | some opening in policy.openings; opening.direction == "in"]
}

_policies[$"policy:{policy.id}"] := policy if {
	some policy in input.firewall.kube_policies.data.policies
	policy.open_ingress
}

_declared := data.parameters["firewall.kubernetes.policy_no_open_ingress"].declared
