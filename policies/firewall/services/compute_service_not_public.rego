# METADATA
# title: Functions, registries, notebooks and apps take public traffic only where that is meant
# description: |
#   A function, an app or a notebook that a provider runs answers the whole internet unless it is told otherwise, and
#   nobody sees it in a list of firewalls. What is meant to be public belongs on the list of the parameter. A function
#   URL of Lambda that demands signed requests does not count as public; nor does an app whose own restrictions admit
#   only some addresses. Most of what is public here is meant to be and was only not declared: hence the severity.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/en-us/azure/app-service/overview-access-restrictions
#   - ref: https://cloud.google.com/run/docs/securing/ingress
#   - ref: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
# custom:
#   severity: medium
#   subject: managed-service
#   remediation: |
#     Limit the ingress (Cloud Run and Cloud Functions: internal or internal-and-cloud-load-balancing), set
#     public_network_access_enabled to false and use a private endpoint, or restrict the addresses of an app. Where the
#     service is meant for everyone, name it in the parameter `declared`.
#   aliases: [managed-compute-not-public]
#   parameters:
#     declared:
#       default: []
#       description: Services, by address or name, whose public endpoint is meant.
package policies.firewall.services.compute_service_not_public

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := {
	"endpoint": service.public_endpoint,
	"everyone": object.get(service, ["allow_list", "everyone"], {}),
	"provider_tenants": object.get(service, ["allow_list", "provider_tenants"], {}),
} if {
	some id, service in _services
}

passed[id] := verdict.proof("it has no public endpoint", [service.public_endpoint]) if {
	some id, service in _services
	service.public_endpoint.value == false
}

passed[id] := verdict.proof("its public endpoint is declared, by the parameter", [service.public_endpoint]) if {
	some id, service in _services
	service.public_endpoint.value == true
	count(_names(service) & _declared) > 0
}

passed[id] := verdict.proof("its restrictions admit only some addresses", [list.everyone, list.provider_tenants]) if {
	some id, list in _limited
}

failed[id] := verdict.proof($"this {service.kind} takes public traffic", [service.public_endpoint]) if {
	some id, service in _services
	service.public_endpoint.value == true
	count(_names(service) & _declared) == 0
	count(_openness[id]) > 0
}

_services[$"service:{service.id}"] := service if {
	some service in input.firewall.services.data.services
	service.kind in {"function", "registry", "notebook", "app"}
	service.public_endpoint
}

# A list that admits only some, of a service that is not declared.
_limited[id] := list if {
	some id, service in _services
	service.public_endpoint.value == true
	count(_names(service) & _declared) == 0
	list := service.allow_list
	list.everyone.value == false
	list.provider_tenants.value == false
}

_openness[id] contains "without a list" if {
	some id, service in _services
	object.get(service, "allow_list", {}) == {}
}

_openness[id] contains "everyone" if {
	some id, service in _services
	service.allow_list.everyone.value == true
}

_openness[id] contains "every customer of the provider" if {
	some id, service in _services
	service.allow_list.provider_tenants.value == true
}

_names(service) := {service.id, service.name}

_declared := {name | some name in data.parameters["firewall.services.compute_service_not_public"].declared}
