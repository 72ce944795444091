# METADATA
# title: Every security group is in use
# description: |
#   A group that nothing uses keeps its rules until somebody gives it to a machine without reading them. Used is a group
#   that an interface, a load balancer or a subnet has, or that a rule of another group names. The default group of a
#   network cannot be removed and is left out. Groups of machines that come and go (scaled to none, run on a schedule)
#   may be without a member at the moment of the export.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
# custom:
#   severity: low
#   subject: group
#   remediation: |
#     See that no launch template, function or database names it, then remove it: `aws ec2 delete-security-group
#     --group-id ID` (AWS refuses while an interface uses it). Azure: `az network nsg delete --resource-group RG --name
#     NSG`. In a plan, remove the resource.
#   aliases: [sg-attached]
package policies.firewall.cloud.sg_attached

import data.policies.lib.cloud
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[cloud.label(group)] := group.attached_to if some group in _groups

passed[id] := verdict.proof($"used by {concat(", ", array.slice(fact.value, 0, 3))}{_more(fact.value)}", [fact]) if {
	some id, fact in subjects
	count(fact.value) > 0
}

failed[cloud.label(group)] := verdict.proof("nothing uses it", [group]) if {
	some group in _groups
	count(group.attached_to.value) == 0
}

_more(users) := $" and {count(users) - 3} more" if count(users) > 3

_more(users) := "" if count(users) <= 3

_groups := [group |
	some group in input.firewall.groups.data.groups
	group.kind in {"security-group", "network-security-group"}
	object.get(group.is_default, "value", false) == false
]
