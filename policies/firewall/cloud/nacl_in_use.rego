# METADATA
# title: Every network ACL stands before a subnet
# description: |
#   A list that no subnet uses guards nothing, and is taken for a wall by those who read it. The default list of a VPC
#   cannot be removed and is left out.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
# custom:
#   severity: low
#   subject: network-acl
#   remediation: |
#     Give it to the subnets it was written for (`aws ec2 replace-network-acl-association`), or remove it (`aws ec2
#     delete-network-acl --network-acl-id ID`).
#   aliases: [nacl-in-use]
package policies.firewall.cloud.nacl_in_use

import data.policies.lib.cloud
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[cloud.label(group)] := [group.attached_to, group.is_default] if some group in _acls

not_applicable[cloud.label(group)] := verdict.proof("the default list of its network", [group.is_default]) if {
	some group in _acls
	group.is_default.value == true
}

passed[cloud.label(group)] := verdict.proof($"{count(group.attached_to.value)} subnets use it", [group.attached_to]) if {
	some group in _acls
	group.is_default.value == false
	count(group.attached_to.value) > 0
}

failed[cloud.label(group)] := verdict.proof("no subnet uses it", [group]) if {
	some group in _acls
	group.is_default.value == false
	count(group.attached_to.value) == 0
}

_acls := [group |
	some group in input.firewall.groups.data.groups
	group.kind == "network-acl"
]
