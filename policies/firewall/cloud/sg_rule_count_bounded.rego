# METADATA
# title: No security group has more rules than can be reviewed
# description: |
#   A group with many rules has grown, not been written; most of its rules have lost their reason. Counted are the rules
#   of one direction, each source or destination as one, as AWS counts them against its quota (60 by default, so that
#   groups near the bound can soon not be changed any more).
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
# custom:
#   severity: low
#   subject: group
#   remediation: |
#     Put addresses that belong together into a prefix list, split the group by service, and remove rules that no flow
#     log has seen used.
#   aliases: [sg-rule-count-bounded]
#   parameters:
#     max_rules:
#       default: 50
#       description: Most rules of one direction.
package policies.firewall.cloud.sg_rule_count_bounded

import data.policies.lib.cloud
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[cloud.label(group)] := [entry.description | some entry in group.entries] if some group in _groups

passed[cloud.label(group)] := verdict.proof($"{_counts(group)["in"]} incoming and {_counts(group).out} outgoing rules", [group]) if {
	some group in _groups

	# Rules that are not told stand there with a purpose that is not known: how many they are is open.
	every entry in group.entries {
		is_string(entry.description.value)
	}
	max([_counts(group)["in"], _counts(group).out]) <= _max
}

failed[cloud.label(group)] := verdict.proof(
	$"{_counts(group)["in"]} incoming and {_counts(group).out} outgoing rules; at most {_max} of one direction are wanted",
	[group],
) if {
	some group in _groups
	max([_counts(group)["in"], _counts(group).out]) > _max
}

_groups := [group |
	some group in input.firewall.groups.data.groups
	group.kind in {"security-group", "network-security-group"}
]

_counts(group) := {direction: count(rules) |
	some direction in ["in", "out"]
	rules := [entry | some entry in group.entries; entry.direction == direction; is_string(entry.description.value)]
}

_max := data.parameters["firewall.cloud.sg_rule_count_bounded"].max_rules
