# METADATA
# title: No statement names the resource star for actions that can be limited
# description: |
#   `Resource: *` reaches what will be made tomorrow by others. Actions that AWS cannot limit to resources need the star and do not
#   count, nor do statements with a condition.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
#     description: Service authorization reference
# custom:
#   severity: low
#   subject: policy
#   remediation: Put the actions that can be limited into a statement of their own that names its resources.
#   aliases: [no-star-resource]
package policies.iam.policies.no_star_resource

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[policy.id] := policy.grants if some policy in _policies

passed[policy.id] := verdict.proof("names resources wherever that is possible", [policy.grants]) if {
	some policy in _policies
	every grant in policy.grants.value { grant.kind != "star-resource" }
}

failed[policy.id] := verdict.proof(concat("; ", sort({_text(grant) | some grant in grants})), grants) if {
	some policy in _policies
	grants := _open[policy.id]
	count(grants) > 0
}

_open[policy.id] := [grant | some grant in policy.grants.value; grant.kind == "star-resource"] if {
	some policy in _policies
}

_text(grant) := $"statement {grant.statement} allows {concat(", ", grant.actions)}{_more(grant)} on {grant.resource}"

_more(grant) := "" if count(grant.actions) == grant.count

_more(grant) := $" and {grant.count - count(grant.actions)} more" if count(grant.actions) < grant.count

_policies := [policy |
	some policy in input.iam.open_grants.data.policies
	policy.owner == "customer"
	count(policy.attached_to) > 0
]
