# METADATA
# title: Databases, caches, brokers and search services have no public endpoint that is not declared
# description: |
#   A database that a provider runs has an address of the provider: with a public endpoint only its own filter and its
#   passwords stand before it, and no security group shows it. Where the service can be put into a network of its own it
#   belongs there. Judged is the endpoint, not who is admitted to it. What is not set has the default of the provider:
#   closed for nearly all of AWS, open for nearly all of Azure and for Cloud SQL. A filter and a login still stand
#   before the data, and a filter that admits everyone has a rule of its own: hence not critical.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
#   - ref: https://learn.microsoft.com/en-us/azure/azure-sql/database/connectivity-settings
# custom:
#   severity: high
#   subject: managed-service
#   remediation: |
#     Put the service into private subnets (subnet group, delegated subnet, private service access) or give it a private
#     endpoint, and set publicly_accessible or public_network_access_enabled to false, ipv4_enabled for Cloud SQL. See that
#     its clients get there first (VPN, peering): they lose the public way at once.
#   aliases: [managed-data-not-public]
#   parameters:
#     declared:
#       default: []
#       description: Services, by address or name, whose public endpoint is meant.
package policies.firewall.services.data_service_not_public

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := service.public_endpoint if some id, service in _services

passed[id] := verdict.proof("it has no public endpoint", [service.public_endpoint]) if {
	some id, service in _services
	service.public_endpoint.value == false
}

passed[id] := verdict.proof("its public endpoint is declared, by the parameter", [service.public_endpoint]) if {
	some id, service in _services
	service.public_endpoint.value == true
	count(_names(service) & _declared) > 0
}

failed[id] := verdict.proof($"this {service.kind} has a public endpoint", [service.public_endpoint]) if {
	some id, service in _services
	service.public_endpoint.value == true
	count(_names(service) & _declared) == 0
}

_services[$"service:{service.id}"] := service if {
	some service in input.firewall.services.data.services
	service.kind in {"database", "cache", "broker", "search"}
	service.public_endpoint
}

_names(service) := {service.id, service.name}

_declared := {name | some name in data.parameters["firewall.services.data_service_not_public"].declared}
