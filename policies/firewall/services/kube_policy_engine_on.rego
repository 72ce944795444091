# METADATA
# title: Managed clusters have an engine that enforces NetworkPolicy
# description: |
#   The API takes NetworkPolicies whether something enforces them or not: without an engine they are comments. AKS and
#   GKE have none until one is chosen (GKE Autopilot and Dataplane V2 have one); EKS enforces them with the VPC CNI when
#   it is told to. An engine that is installed into the cluster later (Calico, Cilium) is not in the plan: then EKS is
#   unknown. Without an engine only who is inside the cluster gets further: hence the severity.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/network-policies/#prerequisites
#   - ref: https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html
# custom:
#   severity: medium
#   subject: kubernetes-cluster
#   remediation: |
#     Set network_policy in the network_profile (AKS; azure or cilium), datapath_provider ADVANCED_DATAPATH or network_policy
#     (GKE), and enableNetworkPolicy in the configuration of the vpc-cni add-on (EKS). Try the policies that exist first: they
#     begin to hold.
#   aliases: [kube-policy-engine-on]
package policies.firewall.services.kube_policy_engine_on

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := cluster.policy_engine if some id, cluster in _clusters

passed[id] := verdict.proof("NetworkPolicy is enforced", [cluster.policy_engine]) if {
	some id, cluster in _clusters
	cluster.policy_engine.value == true
}

failed[id] := verdict.proof("nothing in it enforces NetworkPolicy", [cluster.policy_engine]) if {
	some id, cluster in _clusters
	cluster.policy_engine.value == false
}

_clusters[$"cluster:{cluster.id}"] := cluster if some cluster in input.firewall.clusters.data.clusters
