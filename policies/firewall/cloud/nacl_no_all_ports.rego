# METADATA
# title: No network ACL lets the internet in on every port
# description: |
#   The list that AWS makes with each VPC lets everything in and out. Then the security groups are the only wall, and
#   one of them opened by mistake is open. Judged is what the entries do together in the order of their numbers, with
#   the way back; a list that no subnet uses is left out. Each list is told once, with all protocols that are open. The
#   groups behind it still decide: hence the severity.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
# custom:
#   severity: medium
#   subject: network-acl
#   remediation: |
#     Let in what the subnet serves, and the ports that answers come back to (tcp and udp 1024-65535), in place of the
#     entry named here. Deny the ports of administration above 1023, such as tcp/3389, with lower numbers. Begin with a
#     subnet whose traffic you know from its flow logs: the list keeps no state, and what it cuts is cut at once.
#   aliases: [nacl-no-all-ports]
package policies.firewall.cloud.nacl_no_all_ports

import data.policies.lib.acls
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[list.id] := [protocol.every_port | some protocol in list.protocols] if some list in _lists

passed[list.id] := verdict.proof("no protocol is open to the internet on every port", [list]) if {
	some list in _lists
	every protocol in list.protocols {
		protocol.every_port.value in {"none", "internal", "partner"}
	}
}

failed[list.id] := verdict.proof(concat("", ["every port is open to the internet: ", concat(", ", [protocol.id | some protocol in open])]), facts) if {
	some list in _lists
	open := [protocol | some protocol in list.protocols; protocol.every_port.value == "internet"]
	count(open) > 0
	facts := [protocol.every_port | some protocol in open]
}

_lists := [point |
	some point in acls.in_use(input.firewall.exposure.data, input.firewall.groups.data).points
	point.kind == "network-acl"
]
