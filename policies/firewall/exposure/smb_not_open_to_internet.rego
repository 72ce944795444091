# METADATA
# title: Windows file sharing is not open to the whole internet
# description: |
#   Worms spread over SMB, and its passwords can be captured and replayed. A short list of public addresses (up to as
#   many as a /16, or a /32 of IPv6) may be let in. A port that is open only because everything is, and on which no
#   program was seen, is out of scope.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/en-us/windows-server/storage/file-server/smb-secure-traffic
# custom:
#   severity: high
#   subject: port
#   remediation: |
#     Close ports 445 and 137 to 139 towards the internet; reach shares over a VPN. In a cloud or a plan, remove the
#     rule told here, or narrow its ports.
#   aliases: [smb-not-open-to-internet]
#   parameters:
#     ports:
#       default: ["tcp/445", "tcp/137-139", "udp/137-138"]
#       description: Ports that the service listens on.
package policies.firewall.exposure.smb_not_open_to_internet

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

_ports := data.parameters["firewall.exposure.smb_not_open_to_internet"].ports
