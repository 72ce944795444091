# METADATA
# title: No subnet hands out public addresses by itself
# description: |
#   Where it does, whatever is started there is on the internet before anybody thought about it. Load balancers and NAT
#   gateways get their addresses without it. IPv6 addresses count where the subnet has a way to an internet gateway;
#   behind an egress-only gateway they are not reached from outside. The subnets that the provider makes with its
#   default network are out of scope as long as nothing is in that network; firewall.cloud.default_vpc_unused watches it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html
# custom:
#   severity: medium
#   subject: subnet
#   remediation: |
#     `aws ec2 modify-subnet-attribute --subnet-id ID --no-map-public-ip-on-launch`, and ask for an address where one
#     is needed. Groups of machines that scale and rely on it need a launch template that asks for one. In a plan, set
#     `map_public_ip_on_launch` and `assign_ipv6_address_on_creation` to false.
#   aliases: [subnet-no-auto-public-ip]
package policies.firewall.cloud.subnet_no_auto_public_ip

import data.policies.lib.cloud
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[cloud.label(subnet)] := subnet.hands_out_public_addresses if some subnet in input.firewall.subnets.data.subnets

not_applicable[cloud.label(subnet)] := verdict.proof("of a default network with nothing in it: firewall.cloud.default_vpc_unused watches it", [network]) if {
	some subnet in input.firewall.subnets.data.subnets
	subnet.hands_out_public_addresses.value == true
	network := _empty_default_networks[subnet.network]
}

passed[id] := verdict.proof("an address of the internet is given only where one is asked for", [fact]) if {
	some id, fact in subjects
	fact.value == false
}

failed[cloud.label(subnet)] := verdict.proof("whatever is started in it gets an address of the internet", [fact]) if {
	some subnet in input.firewall.subnets.data.subnets
	fact := subnet.hands_out_public_addresses
	fact.value == true
	object.get(_empty_default_networks, subnet.network, "another") == "another"
}

_empty_default_networks[network.id] := network if {
	some network in input.firewall.networks.data.networks
	network.is_default.value == true
	count(network.workloads.value) == 0
}
