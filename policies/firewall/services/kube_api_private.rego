# METADATA
# title: The API server of a managed cluster is not open to the internet
# description: |
#   Whoever reaches the API server may try credentials and its bugs on all of the cluster. Managed control planes answer
#   on 443 at an address of the provider, so no rule about port 6443 sees them; and EKS, AKS and GKE are open to
#   everyone until they are told otherwise. A public endpoint that admits only some ranges passes when all of them are
#   declared, or when the parameter asks for no list. Ranges that together hold half of the internet are the internet.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
#   - ref: https://learn.microsoft.com/en-us/azure/aks/api-server-authorized-ip-ranges
#   - ref: https://cloud.google.com/kubernetes-engine/docs/how-to/authorized-networks
# custom:
#   severity: high
#   subject: kubernetes-cluster
#   remediation: |
#     Turn the public endpoint off (endpoint_public_access, private_cluster_enabled, enable_private_endpoint) and administer
#     over a VPN or bastion, or limit it to the ranges people and pipelines come from (public_access_cidrs,
#     authorized_ip_ranges, master_authorized_networks_config). See that your own way in stays open before you apply it.
#   aliases: [managed-kube-api-private]
#   parameters:
#     ranges:
#       default: []
#       description: CIDRs that may reach a public endpoint; empty - any list that is not the internet.
package policies.firewall.services.kube_api_private

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := {"endpoint": cluster.public_endpoint, "ranges": cluster.ranges} if some id, cluster in _clusters

passed[id] := verdict.proof("its API server has no public endpoint", [cluster.public_endpoint]) if {
	some id, cluster in _clusters
	cluster.public_endpoint.value == false
}

passed[id] := verdict.proof(_limited(cluster), [cluster.ranges]) if {
	some id, cluster in _clusters
	cluster.public_endpoint.value == true
	cluster.everyone.value == false
	count(_strangers(cluster)) == 0
}

failed[id] := verdict.proof("its API server is open to the internet", [cluster.public_endpoint, cluster.ranges]) if {
	some id, cluster in _clusters
	cluster.public_endpoint.value == true
	cluster.everyone.value == true
}

failed[id] := verdict.proof($"its API server admits {concat(", ", sort(strangers))}, not declared", [cluster.ranges]) if {
	some id, cluster in _clusters
	cluster.public_endpoint.value == true
	cluster.everyone.value == false
	strangers := _strangers(cluster)
	count(strangers) > 0
}

_strangers(cluster) := {range | some range in cluster.ranges.value} - _ranges if count(_ranges) > 0

_strangers(cluster) := set() if {
	count(_ranges) == 0
	is_array(cluster.ranges.value)
}

_limited(cluster) := $"its API server admits only {concat(", ", cluster.ranges.value)}"

_ranges := {range | some range in data.parameters["firewall.services.kube_api_private"].ranges}

_clusters[$"cluster:{cluster.id}"] := cluster if some cluster in input.firewall.clusters.data.clusters
