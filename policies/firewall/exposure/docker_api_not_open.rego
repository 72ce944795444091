# METADATA
# title: The Docker API is reachable from this machine alone
# description: |
#   Whoever speaks to the Docker API is root on the machine. Port 2375 asks for nothing. Any source but the machine
#   itself counts; a private network is no protection from its other members. A port that is open only because
#   everything is, and on which no program was seen, is out of scope.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.docker.com/engine/security/protect-access/
# custom:
#   severity: critical
#   subject: port
#   remediation: |
#     Let the daemon listen on its socket only, reach it with `docker -H ssh://host`, and close 2375 and 2376. In a
#     cloud or a plan, remove the rule told here, or narrow its ports.
#   aliases: [docker-api-not-open]
#   parameters:
#     ports:
#       default: ["tcp/2375-2376"]
#       description: Ports that the service listens on.
package policies.firewall.exposure.docker_api_not_open

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

_ports := data.parameters["firewall.exposure.docker_api_not_open"].ports
