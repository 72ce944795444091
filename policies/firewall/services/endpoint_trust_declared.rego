# METADATA
# title: Endpoints and endpoint services admit only declared accounts
# description: |
#   An endpoint service lets other accounts connect to what stands behind it, and an endpoint to a service of the
#   provider lets whoever is inside the network use any account there, also to carry data out, until its policy names
#   accounts. A policy that is not set is the default one: everyone, everything. A statement for everyone that a
#   condition limits to an organization or an account counts as that.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
#   - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html
# custom:
#   severity: medium
#   subject: network-endpoint
#   remediation: |
#     Give the endpoint a policy whose principals, or aws:PrincipalOrgID condition, are your own accounts; name the accounts
#     or subscriptions of an endpoint service one by one. List those that are meant in the parameter `accounts`.
#   aliases: [endpoint-trust-declared]
#   parameters:
#     accounts:
#       default: []
#       description: Ids of accounts, subscriptions, projects and organizations that are trusted.
package policies.firewall.services.endpoint_trust_declared

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := endpoint.accounts if some id, endpoint in _endpoints

passed[id] := verdict.proof("it admits nobody but declared accounts", [endpoint.accounts]) if {
	some id, endpoint in _endpoints
	every account in endpoint.accounts.value {
		account in _trusted
	}
}

failed[id] := verdict.proof($"it admits {concat(", ", sort(strangers))}", [endpoint.accounts]) if {
	some id, endpoint in _endpoints
	strangers := {_word(account) | some account in endpoint.accounts.value} - _trusted
	count(strangers) > 0
}

_word(account) := "everyone" if account == "*"

_word(account) := account if account != "*"

_endpoints[$"endpoint:{endpoint.id}"] := endpoint if {
	some endpoint in input.firewall.endpoints.data.endpoints
	endpoint.accounts
}

_trusted := {account | some account in data.parameters["firewall.services.endpoint_trust_declared"].accounts; account != "*"}
