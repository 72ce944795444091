# METADATA
# title: Nodes of managed clusters have no public address
# description: |
#   A node with a public address offers its kubelet, its node ports and every hostPort to the internet, with only a
#   security group between. Nodes reach out through NAT without one. Nodes of EKS have the addresses that their subnets
#   hand out; where the subnets are not in the plan, or a launch template decides, the answer is unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://cloud.google.com/kubernetes-engine/docs/concepts/private-cluster-concept
#   - ref: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
# custom:
#   severity: high
#   subject: kubernetes-cluster
#   remediation: |
#     Put the nodes into private subnets with NAT (EKS), set enable_private_nodes (GKE), leave node_public_ip_enabled false
#     (AKS). Existing node pools are replaced: drain them one after the other.
#   aliases: [kube-nodes-private]
package policies.firewall.services.kube_nodes_private

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := cluster.private_nodes if some id, cluster in _clusters

passed[id] := verdict.proof("its nodes have no public address", [cluster.private_nodes]) if {
	some id, cluster in _clusters
	cluster.private_nodes.value == true
}

failed[id] := verdict.proof("its nodes, or those of a pool, have public addresses", [cluster.private_nodes]) if {
	some id, cluster in _clusters
	cluster.private_nodes.value == false
}

_clusters[$"cluster:{cluster.id}"] := cluster if some cluster in input.firewall.clusters.data.clusters
