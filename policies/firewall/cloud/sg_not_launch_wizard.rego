# METADATA
# title: No security group of the launch wizard is in use
# description: |
#   The wizard of the AWS console makes a group for each machine, open for SSH or remote desktop unless somebody narrows
#   it, and named by nobody. One that nothing uses is told by firewall.cloud.sg_attached.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-launch-instance-wizard.html
# custom:
#   severity: low
#   subject: security-group
#   remediation: |
#     Give the machine a group made for its purpose (`aws ec2 modify-instance-attribute --instance-id ID --groups
#     GROUP`), see that it works, then remove the wizard's.
#   aliases: [sg-not-launch-wizard]
package policies.firewall.cloud.sg_not_launch_wizard

import data.policies.lib.cloud
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[cloud.label(group)] := group.attached_to if some group in _groups

passed[cloud.label(group)] := verdict.proof("its name is not of the wizard", [group]) if {
	some group in _groups
	startswith(group.name, "launch-wizard") == false
}

passed[cloud.label(group)] := verdict.proof("nothing uses it, as firewall.cloud.sg_attached tells", [group]) if {
	some group in _groups
	startswith(group.name, "launch-wizard")
	count(group.attached_to.value) == 0
}

failed[cloud.label(group)] := verdict.proof($"made by the wizard, and {count(group.attached_to.value)} use it", [group]) if {
	some group in _groups
	startswith(group.name, "launch-wizard")
	count(group.attached_to.value) > 0
}

_groups := [group |
	some group in input.firewall.groups.data.groups
	group.provider == "aws"
	group.kind == "security-group"
	count(group.name) > 0
]
