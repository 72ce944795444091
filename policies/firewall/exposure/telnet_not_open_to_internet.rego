# METADATA
# title: Telnet is reachable from this machine alone
# description: |
#   Telnet sends passwords in clear text and proves nothing of the server, on a private network as well. Any source but
#   the machine itself counts. A port that is open only because everything is, and on which no program was seen, is out
#   of scope.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc854
# custom:
#   severity: critical
#   subject: port
#   remediation: |
#     Stop the Telnet server, use SSH, and remove the rule that opens tcp/23. In a cloud or a plan, remove the rule
#     told here, or narrow its ports.
#   aliases: [telnet-not-open-to-internet]
#   parameters:
#     ports:
#       default: ["tcp/23"]
#       description: Ports that the service listens on.
package policies.firewall.exposure.telnet_not_open_to_internet

import data.policies.lib.exposure
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := reaches if some id, reaches in exposure.reaches(_exposed, _ports)

passed[id] := proof if some id, proof in exposure.closed(_exposed, _ports, {"none"})

not_applicable[id] := proof if some id, proof in exposure.unserved(_exposed, _ports, {"internet", "partner", "internal"})

failed[id] := proof if some id, proof in exposure.open(_exposed, _ports, {"internet", "partner", "internal"})

_exposed := input.firewall.exposure.data

_ports := data.parameters["firewall.exposure.telnet_not_open_to_internet"].ports
