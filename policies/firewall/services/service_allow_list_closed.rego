# METADATA
# title: Managed services admit neither everyone nor every customer of the provider, unless that is meant
# description: |
#   SQL servers, storage accounts, vaults and registries of a provider have a filter of their own before their public
#   endpoint. Storage accounts, vaults and registries admit everyone until a default is set; a firewall rule 0.0.0.0 of
#   Azure lets in every customer of Azure, not only one's own services; ranges that together hold half of the internet
#   are the internet. A service without a public endpoint passes: nothing gets to its filter.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/en-us/azure/azure-sql/database/firewall-configure
#   - ref: https://learn.microsoft.com/en-us/azure/storage/common/storage-network-security
#   - ref: https://cloud.google.com/sql/docs/mysql/configure-ip
# custom:
#   severity: high
#   subject: managed-service
#   remediation: |
#     Set the default action to Deny and list the addresses that need the service, or close the public endpoint and use a
#     private one. Delete firewall rules that begin and end at 0.0.0.0, and give the Azure services that need it a private
#     endpoint or a subnet rule.
#   aliases: [managed-firewall-no-any]
#   parameters:
#     declared:
#       default: []
#       description: Services, by address or name, that are meant to admit everyone.
package policies.firewall.services.service_allow_list_closed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := {
	"endpoint": object.get(service, "public_endpoint", {}),
	"everyone": service.allow_list.everyone,
	"provider_tenants": service.allow_list.provider_tenants,
} if {
	some id, service in _services
}

passed[id] := verdict.proof("it has no public endpoint", [service.public_endpoint]) if {
	some id, service in _services
	service.public_endpoint.value == false
}

passed[id] := verdict.proof("it admits only whom it names", [list.everyone, list.provider_tenants]) if {
	some id in _reachable
	list := _services[id].allow_list
	list.everyone.value == false
	list.provider_tenants.value == false
}

passed[id] := verdict.proof("it is meant to admit everyone, by the parameter", places) if {
	some id, reasons in _reasons
	count(_names(_services[id]) & _declared) > 0
	places := [place | some place in reasons]
}

failed[id] := verdict.proof(concat("; ", sort(object.keys(reasons))), [place | some place in reasons]) if {
	some id, reasons in _reasons
	count(_names(_services[id]) & _declared) == 0
}

_reasons[id]["it admits everyone by default"] := list.default_allow if {
	some id in _reachable
	list := _services[id].allow_list
	list.default_allow.value == true
}

# The default is told by itself.
_reasons[id]["its ranges together admit half of the internet or more"] := list.everyone if {
	some id in _reachable
	list := _services[id].allow_list
	list.default_allow.value == false
	list.everyone.value == true
}

_reasons[id]["it admits every customer of the provider"] := list.provider_tenants if {
	some id in _reachable
	list := _services[id].allow_list
	list.provider_tenants.value == true
}

_reachable contains id if {
	some id, service in _services
	service.public_endpoint.value == true
}

_reachable contains id if {
	some id, service in _services
	object.get(service, "public_endpoint", "absent") == "absent"
}

_services[$"service:{service.id}"] := service if {
	some service in input.firewall.services.data.services
	service.allow_list
}

_names(service) := {service.id, service.name}

_declared := {name | some name in data.parameters["firewall.services.service_allow_list_closed"].declared}
