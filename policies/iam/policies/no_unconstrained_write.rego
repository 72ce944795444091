# METADATA
# title: Actions that write name the resources they write to
# description: |
#   What may change or delete every resource of a kind does so by mistake, or for whoever takes the session. Actions that AWS cannot
#   limit to resources do not count, nor do statements with a condition (a tag, a region, an organization).
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
#     description: Service authorization reference
# custom:
#   severity: medium
#   subject: policy
#   remediation: Name the resources in Resource, or limit the statement by a tag.
#   aliases: [no-unconstrained-write]
package policies.iam.policies.no_unconstrained_write

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[policy.id] := policy.grants if some policy in _policies

passed[policy.id] := verdict.proof("writes only to what it names", [policy.grants]) if {
	some policy in _policies
	every grant in policy.grants.value { grant.kind != "write" }
}

failed[policy.id] := verdict.proof(concat("; ", sort({_text(grant) | some grant in grants})), grants) if {
	some policy in _policies
	grants := _open[policy.id]
	count(grants) > 0
}

_open[policy.id] := [grant | some grant in policy.grants.value; grant.kind == "write"] if {
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
