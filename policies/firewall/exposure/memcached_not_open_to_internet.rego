# METADATA
# title: memcached is not open to the whole internet
# description: |
#   memcached has no password, and over UDP it multiplies forged requests into floods against others. A short list of
#   public addresses (up to as many as a /16, or a /32 of IPv6) may be let in. A port that is open only because
#   everything is, and on which no program was seen, is out of scope.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://github.com/memcached/memcached/wiki/ConfiguringServer
# custom:
#   severity: critical
#   subject: port
#   remediation: |
#     Start memcached with `-l 127.0.0.1 -U 0`, or allow port 11211 only from the application servers. In a cloud or a
#     plan, name those addresses as the source of the rule told here.
#   aliases: [memcached-not-open-to-internet]
#   parameters:
#     ports:
#       default: ["tcp/11211", "udp/11211"]
#       description: Ports that the service listens on.
package policies.firewall.exposure.memcached_not_open_to_internet

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

_ports := data.parameters["firewall.exposure.memcached_not_open_to_internet"].ports
