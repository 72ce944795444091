# METADATA
# title: No policy hands out the credentials of anybody
# description: |
#   An action whose answer signs in as somebody else (a new access key, the password of a database or of an instance), allowed on
#   every resource and under no condition, is every one of those identities. What only renews the own session, or fetches
#   images, does not count; sts:AssumeRole and full stars have rules of their own.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
#     description: Security best practices in IAM
# custom:
#   severity: high
#   subject: policy
#   remediation: Name the identities that it is for, such as `arn:aws:iam::*:user/${aws:username}`, or take the action out.
#   aliases: [no-credentials-exposure]
package policies.iam.policies.no_credentials_exposure

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[policy.id] := policy.grants if some policy in _policies

passed[policy.id] := verdict.proof("hands out no credentials but of what it names", [policy.grants]) if {
	some policy in _policies
	every grant in policy.grants.value { grant.kind != "credentials" }
}

failed[policy.id] := verdict.proof(concat("; ", sort({_text(grant) | some grant in grants})), grants) if {
	some policy in _policies
	grants := _open[policy.id]
	count(grants) > 0
}

_open[policy.id] := [grant | some grant in policy.grants.value; grant.kind == "credentials"] if {
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
