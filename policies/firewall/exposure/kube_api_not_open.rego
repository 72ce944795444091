# METADATA
# title: The Kubernetes API, kubelet and etcd are not open to the whole internet
# description: |
#   etcd holds every secret of the cluster, the kubelet runs commands in its containers, and the API server's flaws are
#   exploited as soon as they are known. A short list of public addresses (up to as many as a /16, or a /32 of IPv6) may
#   be let in. A port that is open only because everything is, and on which no program was seen, is out of scope.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/networking/ports-and-protocols/
# custom:
#   severity: high
#   subject: port
#   remediation: |
#     Allow 6443 only from the administrators' network, 10250 and 2379 to 2380 only inside the cluster. In a cloud or a
#     plan, name those addresses as the source of the rule told here.
#   aliases: [kube-api-not-open]
#   parameters:
#     ports:
#       default: ["tcp/6443", "tcp/10250", "tcp/2379-2380"]
#       description: Ports that the service listens on.
package policies.firewall.exposure.kube_api_not_open

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

_ports := data.parameters["firewall.exposure.kube_api_not_open"].ports
