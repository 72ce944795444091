# METADATA
# title: Nothing is open to public addresses that is not declared
# description: |
#   A port that nobody asked for stays open because nobody misses it. exposure.yaml says what is meant to be reachable;
#   judged is what the rules do together, port by port and address by address: sources that no declaration covers fail,
#   also when the port is declared for others. A declaration whose last day is past counts as none. Ping and other ICMP
#   need no declaration. Where a rule depends on something that was not told, the port is unknown. A port that the rule
#   about plain HTTP or DNS fails for want of a declaration is out of scope. What listens there is not judged, and
#   services that are dangerous by themselves have rules of their own: hence not critical.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/41/r1/final
# custom:
#   severity: high
#   subject: open-port
#   remediation: |
#     Close the port, narrow its sources, or declare it in exposure.yaml with an owner:
#     `- {name: web, on: [web-*], ports: [tcp/443], from: [internet], owner: team-web}`.
#   aliases: [any-public-port-declared, exposure-within-declared]
#   parameters:
#     own_rule:
#       default: ["tcp/80", "udp/53", "tcp/53"]
#       description: >-
#         Ports of firewall.exposure.http_plain_not_open and firewall.exposure.dns_resolver_not_open, which tell by
#         themselves that a declaration is missing. Leave out those of a rule that you do not run.
package policies.firewall.declared.any_public_port_declared

import data.policies.lib.declared
import data.policies.lib.exposure
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := fact if some id, fact in declared.subjects(_state, "public")

passed[id] := proof if some id, proof in declared.covered(_state, "public")

failed[id] := proof if {
	some id, proof in declared.uncovered(_state, "public")
	object.get(_elsewhere, id, "") == ""
}

not_applicable[id] := verdict.proof(concat("", [proof.message, ": ", _elsewhere[id], " tells it"]), [subjects[id]]) if {
	some id, proof in declared.uncovered(_state, "public")
	_elsewhere[id]
}

# By opening, the rule that fails it too: one port, open to the internet for sure, which is not declared to be.
_elsewhere[id] := _rules[port] if {
	_reach.given.value == true
	some port in _own_rule
	open := object.keys(exposure.open(input.firewall.exposure.data, [port], {"internet"}))
	some id in (open - declared.to_the_internet(_reach, [port]))
}

_rules := {
	"tcp/80": "firewall.exposure.http_plain_not_open",
	"udp/53": "firewall.exposure.dns_resolver_not_open",
	"tcp/53": "firewall.exposure.dns_resolver_not_open",
}

_own_rule := data.parameters["firewall.declared.any_public_port_declared"].own_rule

_reach := input.firewall.declared_reach.data

_state := input.firewall.declared_state.data
