# METADATA
# title: Every Azure subnet has a network security group
# description: |
#   Without one, everything in the virtual network and behind its peerings reaches each machine of the subnet, and a
#   machine with a basic public address is open to the internet. A group at each interface would do for those machines
#   and not for the next one. Subnets that Azure runs itself take no group, or one with rules of their own
#   (GatewaySubnet, AzureFirewallSubnet, RouteServerSubnet, AzureBastionSubnet): they are out of scope.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
# custom:
#   severity: medium
#   subject: subnet
#   remediation: |
#     `az network vnet subnet update --resource-group RG --vnet-name VNET --name SUBNET --network-security-group NSG`.
#     Look first at what the group lets in: from that moment on it decides.
#   aliases: [azure-subnet-has-nsg]
#   parameters:
#     exempt:
#       default:
#         - GatewaySubnet
#         - AzureFirewallSubnet
#         - AzureFirewallManagementSubnet
#         - RouteServerSubnet
#         - AzureBastionSubnet
#       description: Names of subnets that need no group.
package policies.firewall.cloud.azure_subnet_has_nsg

import data.policies.lib.cloud
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[cloud.label(subnet)] := subnet.group if some subnet in _azure

not_applicable[cloud.label(subnet)] := verdict.proof("Azure runs this subnet itself", [subnet]) if {
	some subnet in _azure
	subnet.name in _exempt
}

passed[cloud.label(subnet)] := verdict.proof($"{subnet.group.value} stands before it", [subnet.group]) if {
	some subnet in _judged
	subnet.group.value != ""
}

failed[cloud.label(subnet)] := verdict.proof("no network security group stands before it", [subnet.group]) if {
	some subnet in _judged
	subnet.group.value == ""
}

_azure := [subnet |
	some subnet in input.firewall.subnets.data.subnets
	subnet.provider == "azure"
]

_judged := [subnet | some subnet in _azure; count({subnet.name} & _exempt) == 0]

_exempt := {name | some name in data.parameters["firewall.cloud.azure_subnet_has_nsg"].exempt}
