# METADATA
# title: Routes to peered networks are narrower than the whole network
# description: |
#   A peering is made for some service; a route to all of the peer's addresses joins two networks whole, and then the
#   groups of rules alone part them. Routes of one table that together lead to all of the peer's addresses count as one.
#   A route lets nothing in that the groups on the other side do not: hence the severity.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html
# custom:
#   severity: low
#   subject: route
#   remediation: |
#     Replace the route by routes to the subnets that are needed (`aws ec2 create-route` for each, then `aws ec2
#     delete-route`), in the tables of those subnets only.
#   aliases: [peering-routes-least]
package policies.firewall.cloud.peering_routes_least

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[route.id] := route.whole_network if some route in input.firewall.routes.data.routes

passed[route.id] := verdict.proof($"leads through {route.through} to a part of its other side", [route.whole_network]) if {
	some route in input.firewall.routes.data.routes
	route.whole_network.value == false
}

failed[route.id] := verdict.proof($"leads through {route.through} to all of its other side", [route.whole_network]) if {
	some route in input.firewall.routes.data.routes
	route.whole_network.value == true
}
