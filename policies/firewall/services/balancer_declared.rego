# METADATA
# title: Every internet-facing load balancer is declared
# description: |
#   A load balancer in the open is a way from the internet to what stands behind it, whatever the security groups of the
#   machines say. Which ones there are is a decision somebody takes: each belongs on the list of the parameter. AWS and
#   Google make balancers internet-facing unless they are told otherwise. Most of them are meant to be and were only not
#   declared: hence the severity.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
# custom:
#   severity: medium
#   subject: load-balancer
#   remediation: |
#     Make the balancer internal (internal = true, an INTERNAL scheme, a frontend in a subnet), or name it in the parameter
#     `declared` with the reason in the commit.
#   aliases: [lb-internet-facing-declared]
#   parameters:
#     declared:
#       default: []
#       description: Load balancers, by address or name, that are meant to face the internet.
package policies.firewall.services.balancer_declared

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := balancer.internet_facing if some id, balancer in _balancers

passed[id] := verdict.proof("it does not face the internet", [balancer.internet_facing]) if {
	some id, balancer in _balancers
	balancer.internet_facing.value == false
}

passed[id] := verdict.proof("it is meant to face the internet, by the parameter", [balancer.internet_facing]) if {
	some id, balancer in _balancers
	balancer.internet_facing.value == true
	count(_names(balancer) & _declared) > 0
}

failed[id] := verdict.proof($"it faces the internet{_listening(balancer)}, which is not declared", [balancer.internet_facing]) if {
	some id, balancer in _balancers
	balancer.internet_facing.value == true
	count(_names(balancer) & _declared) == 0
}

_listening(balancer) := $" on {concat(", ", balancer.listeners.value)}" if count(balancer.listeners.value) > 0

_listening(balancer) := "" if count(object.get(balancer.listeners, "value", [])) == 0

_declared := {name | some name in data.parameters["firewall.services.balancer_declared"].declared}

_balancers[$"balancer:{balancer.id}"] := balancer if some balancer in input.firewall.balancers.data.balancers

_names(balancer) := {balancer.id, balancer.name}
