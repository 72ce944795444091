# METADATA
# title: Trust in services that act for several customers names the source
# description: |
#   A service that works for every customer of the provider can be told by another customer to use your role (the confused
#   deputy). The condition aws:SourceAccount or aws:SourceArn pins whose request it may be. Judged are the services whose own
#   documentation asks for it; others, such as EC2 or Lambda, use a role only for what its own account started.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
#     description: "The confused deputy problem"
# custom:
#   severity: medium
#   subject: role
#   remediation: |
#     Add to the trust policy {"StringEquals": {"aws:SourceAccount": "ACCOUNT"}}, better with "ArnLike" on aws:SourceArn:
#     `aws iam update-assume-role-policy --role-name NAME --policy-document file://trust.json`.
#   aliases: [service-trust-source-condition]
#   parameters:
#     services:
#       default: [bedrock, cognito-idp, dlm, firehose, logs, monitoring.rds, pipes, scheduler, states, transfer]
#       description: "Services that are judged, without .amazonaws.com."
package policies.iam.roles.service_source

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[role.id] := role.trust if some role in _roles

passed[role.id] := verdict.proof("each of the services is pinned to a source", grants) if {
	some role in _roles
	grants := _judged(role)
	count(grants) > 0
	every grant in grants { _pinned(grant) }
}

failed[role.id] := verdict.proof(
	$"trusts {concat(", ", sort({grant.value | some grant in loose}))} for whoever asks: neither aws:SourceAccount nor aws:SourceArn",
	loose,
) if {
	some role in _roles
	loose := [grant | some grant in _judged(role); _loose(grant)]
	count(loose) > 0
}

not_applicable[role.id] := verdict.proof("trusts none of the services that need a source", [role.trust]) if {
	some role in _roles
	role.trust.value
	count(_judged(role)) == 0
}

_judged(role) := [grant |
	some grant in role.trust.value
	grant.kind == "service"
	some service in _services
	_is(grant.value, service)
]

_is(value, service) if value == $"{service}.amazonaws.com"

_is(value, service) if {
	startswith(value, $"{service}.")
	endswith(value, ".amazonaws.com")
}

_pinned(grant) if {
	some key in grant.conditions
	key in _pins
}

_loose(grant) if {
	every key in grant.conditions {
		every pin in _pins { key != pin }
	}
}

_pins := {"aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths", "sts:externalid"}

_roles contains role if {
	some role in input.iam.roles.data.roles
	role.service_linked == false
}

_services := data.parameters["iam.roles.service_source"].services
