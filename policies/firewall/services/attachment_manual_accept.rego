# METADATA
# title: Transit gateways and endpoint services accept nobody by themselves
# description: |
#   Where attachments are accepted automatically, every account that the gateway is shared with, or that the service is
#   shown to, joins the network without anybody of its owner having looked.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html
# custom:
#   severity: medium
#   subject: network-endpoint
#   remediation: |
#     Set auto_accept_shared_attachments to disable, acceptance_required to true, connection_preference to ACCEPT_MANUAL, and
#     empty auto_approval_subscription_ids; accept what is asked for by hand or in code.
#   aliases: [attachment-manual-accept]
package policies.firewall.services.attachment_manual_accept

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := endpoint.auto_accept if some id, endpoint in _endpoints

passed[id] := verdict.proof("somebody has to accept", [endpoint.auto_accept]) if {
	some id, endpoint in _endpoints
	endpoint.auto_accept.value == false
}

failed[id] := verdict.proof("it accepts by itself", [endpoint.auto_accept]) if {
	some id, endpoint in _endpoints
	endpoint.auto_accept.value == true
}

_endpoints[$"endpoint:{endpoint.id}"] := endpoint if {
	some endpoint in input.firewall.endpoints.data.endpoints
	endpoint.auto_accept
}
