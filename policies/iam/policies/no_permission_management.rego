# METADATA
# title: No policy changes the permissions of every resource
# description: |
#   Who may change the policy of any bucket, key, queue or identity can open it to anybody, themselves included. Only actions that
#   can be limited to resources count; conditions count as a limit.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
#     description: Access levels in policy summaries
# custom:
#   severity: high
#   subject: policy
#   remediation: Name the resources, or leave changes of permissions to a role that deploys.
#   aliases: [no-permission-management]
package policies.iam.policies.no_permission_management

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[policy.id] := policy.grants if some policy in _policies

passed[policy.id] := verdict.proof("changes no permissions but of what it names", [policy.grants]) if {
	some policy in _policies
	every grant in policy.grants.value { grant.kind != "permissions" }
}

failed[policy.id] := verdict.proof(concat("; ", sort({_text(grant) | some grant in grants})), grants) if {
	some policy in _policies
	grants := _open[policy.id]
	count(grants) > 0
}

_open[policy.id] := [grant | some grant in policy.grants.value; grant.kind == "permissions"] if {
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
