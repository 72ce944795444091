# METADATA
# title: Nothing runs in the default network
# description: |
#   The provider makes the default network so that anything can be started at once: its subnets are public, its routes
#   lead to the internet, and nobody has planned who may reach whom. It may be there as long as nothing is in it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html
# custom:
#   severity: medium
#   subject: network
#   remediation: |
#     Move what is in it into a network of its own; then the default one can be removed. In a plan, give what is in it
#     a subnet of that network.
#   aliases: [default-vpc-unused]
package policies.firewall.cloud.default_vpc_unused

import data.policies.lib.cloud
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[cloud.label(network)] := [network.is_default, network.workloads] if some network in _networks

passed[cloud.label(network)] := verdict.proof("nothing is in it", [network.workloads]) if {
	some network in _networks
	network.is_default.value == true
	count(network.workloads.value) == 0
}

failed[cloud.label(network)] := verdict.proof(_told(network.workloads.value), [network]) if {
	some network in _networks
	network.is_default.value == true
	count(network.workloads.value) > 0
}

_told(found) := $"{count(found)} in it: {concat(", ", array.slice(found, 0, 3))}{_more(found)}"

_more(found) := " …" if count(found) > 3

_more(found) := "" if count(found) <= 3

_networks := [network |
	some network in input.firewall.networks.data.networks
	object.get(network.is_default, "value", true) == true
]
