# METADATA
# title: No network is the one that Google Cloud makes by itself
# description: |
#   The network `default` comes with each project, has a subnet in every region and rules that let SSH, RDP and ICMP in
#   from everywhere. What is started without a thought lands there. A project of a Terraform plan makes one unless
#   `auto_create_network` is false.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://cloud.google.com/vpc/docs/vpc#default-network
# custom:
#   severity: medium
#   subject: network
#   remediation: |
#     Move what uses it, then remove its rules and the network: `gcloud compute networks delete default`. For new
#     projects set the organization policy `compute.skipDefaultNetworkCreation`. In a plan, set `auto_create_network`
#     of the project to false.
#   aliases: [gcp-default-network-absent]
package policies.firewall.cloud.gcp_default_network_absent

import data.policies.lib.cloud
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[cloud.label(network)] := network.is_default if some network in _networks

passed[id] := verdict.proof("it was made on purpose", [fact]) if {
	some id, fact in subjects
	fact.value == false
}

failed[id] := verdict.proof("it is the network that comes with the project", [fact]) if {
	some id, fact in subjects
	fact.value == true
}

_networks := [network |
	some network in input.firewall.networks.data.networks
	network.provider == "gcp"
]
