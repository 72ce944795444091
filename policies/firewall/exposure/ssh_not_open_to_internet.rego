# METADATA
# title: SSH is not open to the whole internet
# description: |
#   Every public SSH server is tried with stolen and guessed passwords within minutes. A short list of public
#   addresses (a bastion, an office) may be allowed: up to as many addresses as a /16, or a /32 of IPv6. Judged is
#   what the rules do together, in any order and through any chain, not how one rule looks.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc4251
# custom:
#   severity: high
#   subject: port
#   remediation: |
#     Allow tcp/22 only from the addresses people administer from (a bastion, a VPN), for example `iptables -I INPUT -s
#     198.51.100.10/32 -p tcp --dport 22 -j ACCEPT`. Try it in a second session before you remove the rule named here,
#     and keep the first one open: a mistake locks you out. In a cloud or a plan, name those addresses as the source of
#     the rule told here.
#   aliases: [ssh-not-open-to-internet, azure-nsg-no-ssh, gcp-no-ssh]
#   parameters:
#     ports:
#       default: ["tcp/22"]
#       description: Ports that the service listens on.
package policies.firewall.exposure.ssh_not_open_to_internet

import data.policies.lib.exposure
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := reaches if some id, reaches in exposure.reaches(_exposed, _ports)

passed[id] := proof if some id, proof in exposure.closed(_exposed, _ports, {"none", "internal", "partner"})

not_applicable[id] := proof if some id, proof in exposure.unserved(_exposed, _ports, {"internet"})

failed[id] := proof if some id, proof in exposure.open(_exposed, _ports, {"internet"})

# Nearly every machine runs an SSH server: where its programs were not seen, an open port is taken to be one, also when
# other rules tell that everything is open.
_exposed := exposure.counting_all(input.firewall.exposure.data)

_ports := data.parameters["firewall.exposure.ssh_not_open_to_internet"].ports
