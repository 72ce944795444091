# METADATA
# title: MongoDB is not open to the whole internet
# description: |
#   Open MongoDB servers are emptied and held to ransom by robots; older ones ask for no password at all. A short list
#   of public addresses (up to as many as a /16, or a /32 of IPv6) may be let in. A port that is open only because
#   everything is, and on which no program was seen, is out of scope.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.mongodb.com/docs/manual/administration/security-checklist/
# custom:
#   severity: critical
#   subject: port
#   remediation: |
#     Set net.bindIp to a private address, turn authorization on, and allow tcp/27017 only from the application
#     servers. In a cloud or a plan, name those addresses as the source of the rule told here.
#   aliases: [mongodb-not-open-to-internet]
#   parameters:
#     ports:
#       default: ["tcp/27017-27018"]
#       description: Ports that the service listens on.
package policies.firewall.exposure.mongodb_not_open_to_internet

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

_ports := data.parameters["firewall.exposure.mongodb_not_open_to_internet"].ports
