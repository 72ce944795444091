# METADATA
# title: Only workloads that are marked public have a public address
# description: |
#   A public address makes the group of rules the only wall. Machines are to be reached through a load balancer, a VPN
#   or a session service; those that must be public say so by a tag. Load balancers and NAT gateways are no workloads.
#   An IPv6 address counts where its subnet has a way to an internet gateway. What its groups let in is told by the
#   rules about open ports: hence the severity.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html
# custom:
#   severity: medium
#   subject: workload
#   remediation: |
#     Move it behind a load balancer or into a private subnet and release the address; if it has to be public, mark it
#     with one of the tags of the parameter (`aws ec2 create-tags --resources ID --tags Key=public,Value=true`). Azure
#     and Google Cloud: the same as a tag or a label; in a plan, in `tags` or `labels`.
#   aliases: [no-public-ip-on-private-workload]
#   parameters:
#     public_tags:
#       default: ["public=true", "public=yes", "public"]
#       description: Tags of what is meant to be public, key=value or a key without value; letters of any case.
package policies.firewall.cloud.no_public_ip_on_private_workload

import data.policies.lib.cloud
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[cloud.label(workload)] := [workload.public_address, workload.tags] if {
	some workload in input.firewall.workloads.data.workloads
}

passed[cloud.label(workload)] := verdict.proof("it has no public address", [workload.public_address]) if {
	some workload in input.firewall.workloads.data.workloads
	workload.public_address.value == false
}

passed[cloud.label(workload)] := verdict.proof("it is marked public", [workload.tags]) if {
	some workload in input.firewall.workloads.data.workloads
	workload.public_address.value == true
	count(_marks(workload.tags.value)) > 0
}

failed[cloud.label(workload)] := verdict.proof("it has a public address and is not marked public", [workload.public_address]) if {
	some workload in input.firewall.workloads.data.workloads
	workload.public_address.value == true
	count(_marks(workload.tags.value)) == 0
}

# A key with an empty value is a key alone.
_marks(tags) := {tag |
	some written in tags
	tag := lower(trim_suffix(written, "="))
	tag in _public
}

_public := {lower(known) | some known in data.parameters["firewall.cloud.no_public_ip_on_private_workload"].public_tags}
