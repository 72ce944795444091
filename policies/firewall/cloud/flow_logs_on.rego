# METADATA
# title: Flow logs record every network in use
# description: |
#   Without a record of connections nobody can tell afterwards who was reached, or see a scan while it runs. A network
#   is recorded by flow logs of its own or of each of its subnets. A log that is not active, delivers nothing, or holds
#   accepted connections only does not count: refused ones are what shows an attempt. A network with nothing in it is
#   out of scope.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
# custom:
#   severity: medium
#   subject: network
#   remediation: |
#     `aws ec2 create-flow-logs --resource-type VPC --resource-ids ID --traffic-type ALL --log-destination-type s3
#     --log-destination arn:aws:s3:::BUCKET`; see that the bucket or log group keeps them as long as you need. Azure:
#     `az network watcher flow-log create --location REGION --name LOG --vnet VNET --storage-account ACCOUNT`; Google
#     Cloud: `gcloud compute networks subnets update SUBNET --region REGION --enable-flow-logs`; in a plan, a flow log
#     for the network told here.
#   aliases: [flow-logs-on]
package policies.firewall.cloud.flow_logs_on

import data.policies.lib.cloud
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[cloud.label(network)] := network.flow_logs if some network in _networks

not_applicable[cloud.label(network)] := verdict.proof("nothing is in it", [network.workloads]) if {
	some network in _networks
	network.flow_logs.value == false
	count(network.workloads.value) == 0
}

passed[id] := verdict.proof("flow logs are on", [fact]) if {
	some id, fact in subjects
	fact.value == true
}

failed[cloud.label(network)] := verdict.proof(_told(network), [network.flow_logs]) if {
	some network in _networks
	network.flow_logs.value == false
	_may_hold_something(network.workloads)
}

_may_hold_something(workloads) if count(workloads.value) > 0

_may_hold_something(workloads) if workloads.unknown

_told(network) := concat("", array.concat(
	["flow logs are off"],
	[$"; {lost.text} does not count: {lost.why}" | some lost in object.get(network.flow_logs, "overridden", [])],
))

_networks := [network |
	some network in input.firewall.networks.data.networks
	network.provider in {"aws", "azure", "gcp"}
]
