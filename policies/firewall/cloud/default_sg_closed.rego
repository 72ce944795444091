# METADATA
# title: The default security group of each network has no rules
# description: |
#   Whatever is started without a group gets the default one. As AWS makes it, its members reach each other on every
#   port and everything outside. Without rules nothing works in it by accident, so that a group has to be chosen. The
#   rule about outgoing traffic leaves default groups to this one. Only its own members get in by the rules that AWS
#   writes, and what others open to the internet is told by the rules about open ports: hence the severity.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
# custom:
#   severity: medium
#   subject: security-group
#   remediation: |
#     First give each member named by `aws ec2 describe-network-interfaces --filters Name=group-id,Values=ID` a group
#     of its own: what is in the default group is cut off when its rules go. Then remove its rules in both directions.
#     In a plan, an `aws_default_security_group` for the VPC without `ingress` and `egress` takes them away.
#   aliases: [default-sg-closed]
package policies.firewall.cloud.default_sg_closed

import data.policies.lib.cloud
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[cloud.label(group)] := array.concat([group.is_default], [entry.description | some entry in group.entries]) if {
	some group in _candidates
}

passed[cloud.label(group)] := verdict.proof("it has no rules", [group]) if {
	some group in _candidates
	group.is_default.value == true
	count(group.entries) == 0
}

failed[cloud.label(group)] := verdict.proof(_told(group, rules), rules) if {
	some group in _candidates
	group.is_default.value == true

	# Rules that are not told stand there too, with a purpose that is not known.
	rules := [entry | some entry in group.entries; is_string(entry.description.value)]
	count(rules) > 0
}

_told(group, rules) := $"it has {_number(rules)}{_members(group)}: {concat("; ", array.slice([rule.text | some rule in rules], 0, 3))}"

_number(rules) := "1 rule" if count(rules) == 1

_number(rules) := $"{count(rules)} rules" if count(rules) > 1

_members(group) := $", and {count(group.attached_to.value)} members or users" if count(group.attached_to.value) > 0

_members(group) := "" if count(group.attached_to.value) == 0

_members(group) := "" if group.attached_to.unknown

_candidates := array.concat(
	[group |
		some group in input.firewall.groups.data.groups
		group.kind == "security-group"
		group.is_default.value == true
	],
	[group |
		some group in input.firewall.groups.data.groups
		group.kind == "security-group"
		group.is_default.unknown
	],
)
