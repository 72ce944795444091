# METADATA
# title: Cassandra is not open to the whole internet
# description: |
#   Its management port runs code for whoever reaches it, and clients are let in without a password by default. 8888,
#   the port of OpsCenter, is left out, since most of what listens there is something else: where OpsCenter runs, add it
#   to the parameter `ports`. A short list of public addresses (up to as many as a /16, or a /32 of IPv6) may be let in.
#   A port that is open only because everything is, and on which no program was seen, is out of scope.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://cassandra.apache.org/doc/latest/cassandra/managing/operating/security.html
# custom:
#   severity: high
#   subject: port
#   remediation: >-
#     Allow 9042 and 9160 only from the application servers, 7000, 7001 and 7199 only inside the cluster. In a cloud or
#     a plan, name those addresses as the source of the rule told here.
#   aliases: [cassandra-not-open-to-internet]
#   parameters:
#     ports:
#       default: ["tcp/7000-7001", "tcp/7199", "tcp/9042", "tcp/9160"]
#       description: Ports that the service listens on.
package policies.firewall.exposure.cassandra_not_open_to_internet

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

_ports := data.parameters["firewall.exposure.cassandra_not_open_to_internet"].ports
