# METADATA
# title: No network ACL lets SSH in from the whole internet
# description: |
#   A network ACL is the second wall before a subnet: it holds where a security group is opened by mistake. The first
#   entry by number that fits decides, and an answer must be let out again, for the list keeps no state: judged is what
#   comes of it. A list that no subnet uses guards nothing and is left out. A list that lets in everything is told by
#   firewall.cloud.nacl_no_all_ports, once. The groups behind it still decide: hence the severity.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
# custom:
#   severity: medium
#   subject: port
#   remediation: |
#     Add an entry with a lower number than the one named here that denies tcp/22, after one that allows it from the
#     addresses you administer from. In a plan, the number is `rule_no` or `rule_number`.
#   aliases: [nacl-no-ssh-from-internet]
#   parameters:
#     ports:
#       default: ["tcp/22"]
#       description: Ports that the service listens on.
package policies.firewall.cloud.nacl_no_ssh_from_internet

import data.policies.lib.acls
import data.policies.lib.exposure
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := reaches if some id, reaches in exposure.reaches(_exposed, _ports)

passed[id] := proof if some id, proof in exposure.closed(_exposed, _ports, {"none", "internal", "partner"})

not_applicable[id] := proof if some id, proof in exposure.unserved(_exposed, _ports, {"internet"})

failed[id] := proof if some id, proof in exposure.open(_exposed, _ports, {"internet"})

_exposed := exposure.acls(acls.in_use(input.firewall.exposure.data, input.firewall.groups.data))

_ports := data.parameters["firewall.cloud.nacl_no_ssh_from_internet"].ports
