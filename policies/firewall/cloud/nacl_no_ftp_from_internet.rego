# METADATA
# title: No network ACL lets FTP in from the whole internet
# description: |
#   FTP sends passwords and files in clear text; port 21 is its control connection, port 20 its data. The first entry
#   by number that fits decides, and an answer must be let out again, for the list keeps no state: judged is what comes
#   of it. A list that lets in everything is told by firewall.cloud.nacl_no_all_ports, once. The groups behind it still
#   decide: hence the severity.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
# custom:
#   severity: low
#   subject: port
#   remediation: |
#     Add an entry with a lower number than the one named here that denies tcp/20-21, and serve files by SFTP or HTTPS.
#     In a plan, the number is `rule_no` or `rule_number`.
#   aliases: [nacl-no-ftp-control-from-internet, nacl-no-ftp-data-from-internet]
#   parameters:
#     ports:
#       default: ["tcp/20", "tcp/21"]
#       description: Ports that the service listens on.
package policies.firewall.cloud.nacl_no_ftp_from_internet

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

_ports := data.parameters["firewall.cloud.nacl_no_ftp_from_internet"].ports
