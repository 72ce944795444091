# METADATA
# title: Nothing else that is meant for the inside is open to the whole internet
# description: |
#   Services that were made for trusted networks: remote procedure calls, file sharing, remote screens, management of
#   hardware, coordination and message stores. They hand out data or control with little or no login, or multiply forged
#   requests. Services with a rule of their own (SSH, databases, SMB, and the like) are judged there and not once more
#   here: the two sets of ports have nothing in common. A short list of public addresses (up to as many as a /16, or a
#   /32 of IPv6) may be let in. A port that is open only because everything is, and on which no program was seen, is out
#   of scope.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc4778
# custom:
#   severity: high
#   subject: port
#   remediation: |
#     Allow the port only from the machines that use it, or stop the service. What has to be reached from elsewhere
#     goes through a VPN. In a cloud or a plan, name those addresses as the source of the rule told here.
#   aliases: [high-risk-ports-not-open]
#   parameters:
#     ports:
#       default:
#         - tcp/111
#         - udp/111
#         - tcp/135
#         - tcp/512-514
#         - udp/69
#         - udp/623
#         - tcp/873
#         - udp/1900
#         - tcp/2049
#         - tcp/2181
#         - tcp/5900-5910
#         - tcp/5984
#         - tcp/6000-6010
#         - tcp/8500
#         - tcp/15672
#       description: >-
#         rpcbind, Microsoft RPC, rexec/rlogin/rsh, TFTP, IPMI, rsync, SSDP, NFS, ZooKeeper, VNC, CouchDB, X11, Consul,
#         RabbitMQ management.
package policies.firewall.exposure.high_risk_ports_not_open

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

_ports := data.parameters["firewall.exposure.high_risk_ports_not_open"].ports
