# METADATA
# title: SNMP is not open to the whole internet
# description: |
#   Versions 1 and 2c send their password in clear text, tell much of the network, and multiply forged requests. A short
#   list of public addresses (up to as many as a /16, or a /32 of IPv6) may be let in. A port that is open only because
#   everything is, and on which no program was seen, is out of scope.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc3411
# custom:
#   severity: medium
#   subject: port
#   remediation: |
#     Allow udp/161 only from the monitoring server, and use version 3. In a cloud or a plan, name those addresses as
#     the source of the rule told here.
#   aliases: [snmp-not-open]
#   parameters:
#     ports:
#       default: ["udp/161-162"]
#       description: Ports that the service listens on.
package policies.firewall.exposure.snmp_not_open

import data.policies.lib.exposure
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := reaches if some id, reaches in exposure.reaches(_exposed, _ports)

passed[id] := proof if some id, proof in exposure.closed(_exposed, _ports, {"none", "internal", "partner"})

not_applicable[id] := proof if some id, proof in exposure.unserved(_exposed, _ports, {"internet"})

failed[id] := proof if some id, proof in exposure.open(_exposed, _ports, {"internet"})

_exposed := input.firewall.exposure.data

_ports := data.parameters["firewall.exposure.snmp_not_open"].ports
