# METADATA
# title: Only routers forward packets that are not their own
# description: |
#   A machine that may forward can stand in for others and lead packets past the rules between networks. Routers, NAT
#   and VPN gateways need it and say so by a tag, a label or their name. The setting of the cloud is judged (IP
#   forwarding on, source and destination check off), not that of the system in it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://cloud.google.com/vpc/docs/using-routes#canipforward
# custom:
#   severity: medium
#   subject: workload
#   remediation: |
#     Azure: `az network nic update --resource-group RG --name NIC --ip-forwarding false`. AWS: `aws ec2
#     modify-instance-attribute --instance-id ID --source-dest-check`. Google Cloud: export the instance, set
#     `canIpForward: false` and `gcloud compute instances update-from-file`. A router gets one of the tags of the
#     parameter. In a plan, `ip_forwarding_enabled`, `source_dest_check` or `can_ip_forward`.
#   aliases: [no-ip-forwarding]
#   parameters:
#     router_tags:
#       default: ["role=router", "role=nat", "role=vpn", "router", "goog-gke-node"]
#       description: Tags or labels of routers, key=value or a key alone; letters of any case.
#     router_names:
#       default: []
#       description: Names of routers, `*` for any letters.
package policies.firewall.cloud.no_ip_forwarding

import data.policies.lib.cloud
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[cloud.label(workload)] := [workload.forwards, workload.tags] if {
	some workload in input.firewall.workloads.data.workloads
}

passed[id] := verdict.proof(concat("; ", sort(reasons)), subjects[id]) if some id, reasons in _reasons

failed[cloud.label(workload)] := verdict.proof(
	"it may forward packets of others, and nothing marks it as a router",
	[workload.forwards],
) if {
	some workload in input.firewall.workloads.data.workloads
	workload.forwards.value == true
	count(_marks(workload.tags.value)) == 0
	_is_named(workload) == false
}

_reasons[cloud.label(workload)] contains "it forwards nothing" if {
	some workload in input.firewall.workloads.data.workloads
	workload.forwards.value == false
}

_reasons[cloud.label(workload)] contains "it is marked as a router" if {
	some workload in input.firewall.workloads.data.workloads
	workload.forwards.value == true
	count(_marks(workload.tags.value)) > 0
}

_reasons[cloud.label(workload)] contains "its name is that of a router" if {
	some workload in input.firewall.workloads.data.workloads
	workload.forwards.value == true
	_is_named(workload)
}

# A key with an empty value is a key alone.
_marks(tags) := {tag |
	some written in tags
	tag := lower(trim_suffix(written, "="))
	tag in _routers
}

_routers := {lower(known) | some known in _parameters.router_tags}

_is_named(workload) := count([pattern |
	some pattern in _parameters.router_names
	glob.match(pattern, [], workload.name)
]) > 0

_parameters := data.parameters["firewall.cloud.no_ip_forwarding"]
