# METADATA
# title: Unencrypted HTTP is open to the internet only where it is declared
# description: |
#   tcp/80 is needed for redirects to HTTPS and for certificates by ACME, and is then declared in exposure.yaml (`from:
#   [internet]`); anything else that answers there sends what it is told in the clear. A closed port passes without a
#   declaration. A port that is open because everything is, with no program seen to wait there, is out of scope. A short
#   list of public addresses (up to as many as a /16, or a /32 of IPv6) may be let in.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc9325
# custom:
#   severity: medium
#   subject: port
#   remediation: |
#     Serve HTTPS and close tcp/80, or declare the redirect: `- {name: redirect, ports: [tcp/80], from: [internet],
#     owner: team-web, reason: redirects to HTTPS}` in exposure.yaml. In a cloud or a plan, remove the rule told here,
#     or narrow its ports.
#   aliases: [http-plain-not-open, azure-nsg-no-http, gcp-no-http]
#   parameters:
#     ports:
#       default: ["tcp/80"]
#       description: Ports that answer in plain HTTP.
package policies.firewall.exposure.http_plain_not_open

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

_ports := data.parameters["firewall.exposure.http_plain_not_open"].ports
