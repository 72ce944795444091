# METADATA
# title: Every group of firewall rules says what it is for
# description: |
#   A rule that nobody can explain is never removed. Asked for are the purpose of a security group and of each incoming
#   rule. What a tool writes where nobody wrote anything is no purpose. Not asked for: outgoing rules, since AWS writes
#   one itself; default groups, which are better left without rules; network ACLs and network policies, which hold no
#   text; the purpose of an Azure or GCP group as a whole, which holds none either.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# custom:
#   severity: low
#   subject: group
#   remediation: |
#     Write who needs the rule and why: `aws ec2 update-security-group-rule-descriptions-ingress`. The description of a
#     security group itself is set when it is made and stays. Azure: `az network nsg rule update … --description TEXT`;
#     Google Cloud: `gcloud compute firewall-rules update RULE --description TEXT`; in a plan, `description`.
#   aliases: [sg-described]
#   parameters:
#     no_purpose:
#       default: ["managed by terraform", "created by terraform", "todo"]
#       description: Texts that say nothing, in lower case.
package policies.firewall.cloud.sg_described

import data.policies.lib.cloud
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[cloud.label(group)] := _purposes(group) if some group in _groups

passed[cloud.label(group)] := verdict.proof("the group and its incoming rules have a purpose", [group]) if {
	some group in _groups
	every purpose in _purposes(group) {
		_says(purpose)
	}
}

failed[cloud.label(group)] := verdict.proof(_told(group, silent), silent) if {
	some group in _groups
	silent := array.concat(
		[group | _asks_group(group); _is_silent(group.description)],
		[entry | some entry in _incoming(group); _is_silent(entry.description)],
	)
	count(silent) > 0
}

_groups := [group |
	some group in input.firewall.groups.data.groups
	group.kind in {"security-group", "network-security-group", "firewall-rules"}
	object.get(group.is_default, "value", false) == false
]

_purposes(group) := array.concat(
	[group.description | _asks_group(group)],
	[entry.description | some entry in _incoming(group)],
)

_asks_group(group) if group.kind == "security-group"

_incoming(group) := [entry | some entry in group.entries; entry.direction == "in"]

_says(purpose) if {
	word := lower(trim_space(purpose.value))
	count(word) > 0
	every empty in data.parameters["firewall.cloud.sg_described"].no_purpose {
		word != empty
	}
}

_is_silent(purpose) if trim_space(purpose.value) == ""

_is_silent(purpose) if lower(trim_space(purpose.value)) in data.parameters["firewall.cloud.sg_described"].no_purpose

_told(group, silent) := concat("; ", array.concat(
	["the group has no purpose" | _asks_group(group); _is_silent(group.description)],
	[$"no purpose is written for: {concat("; ", array.slice(texts, 0, 3))}{_more(texts)}" |
		texts := [entry.text | some entry in silent; entry.text]
		count(texts) > 0
	],
))

_more(texts) := $" and {count(texts) - 3} more" if count(texts) > 3

_more(texts) := "" if count(texts) <= 3
