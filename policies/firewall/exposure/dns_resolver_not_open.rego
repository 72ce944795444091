# METADATA
# title: DNS is open to the internet only where an authoritative server is declared
# description: |
#   A resolver that answers everybody is used to flood others and to look into a network. A server that answers for
#   zones of its own has to be open, and is then declared in exposure.yaml (`from: [internet]`). A closed port passes
#   without a declaration. A port that is open because everything is, with no program seen to wait there, is out of
#   scope. A short list of public addresses (up to as many as a /16, or a /32 of IPv6) may be let in.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc5358
# custom:
#   severity: medium
#   subject: port
#   remediation: |
#     Allow port 53 from your own networks only, or declare the authoritative server: `- {name: dns, ports: [udp/53,
#     tcp/53], from: [internet], owner: team-net}` in exposure.yaml, and turn recursion off there. In a cloud or a
#     plan, name those addresses as the source of the rule told here.
#   aliases: [dns-resolver-not-open]
#   parameters:
#     ports:
#       default: ["udp/53", "tcp/53"]
#       description: Ports that the service listens on.
package policies.firewall.exposure.dns_resolver_not_open

import data.policies.lib.declared
import data.policies.lib.exposure
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := array.concat(reaches, [_reach.given]) if some id, reaches in exposure.reaches(_exposed, _ports)

passed[id] := proof if some id, proof in _closed

passed[id] := verdict.proof("declared to be open to the internet", [_reach.given]) if {
	some id in ((object.keys(subjects) & _declared) - object.keys(_closed))
}

not_applicable[id] := proof if {
	some id, proof in exposure.unserved(_exposed, _ports, {"internet"})
	id in _undeclared
}

failed[id] := proof if {
	_reach.given.value == true
	some id, proof in exposure.open(_exposed, _ports, {"internet"})
	id in _undeclared
}

_undeclared := object.keys(subjects) - _declared

_closed := exposure.closed(_exposed, _ports, {"none", "internal", "partner"})

_declared := declared.to_the_internet(_reach, _ports)

_reach := input.firewall.declared_reach.data

_exposed := input.firewall.exposure.data

_ports := data.parameters["firewall.exposure.dns_resolver_not_open"].ports
