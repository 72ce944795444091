# METADATA
# title: No policy reads every object, secret or parameter
# description: |
#   Reading of all buckets, all secrets, all parameters or all snapshots at once, under no condition, makes one stolen session a
#   copy of everything. Listing does not count, and a bucket that is named with a star behind it is named.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#     description: Apply least-privilege permissions
# custom:
#   severity: high
#   subject: policy
#   remediation: Name the buckets, secrets and parameter paths that the task needs.
#   aliases: [no-data-exfiltration]
package policies.iam.policies.no_data_exfiltration

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[policy.id] := policy.grants if some policy in _policies

passed[policy.id] := verdict.proof("reads only what it names", [policy.grants]) if {
	some policy in _policies
	every grant in policy.grants.value { grant.kind != "data" }
}

failed[policy.id] := verdict.proof(concat("; ", sort({_text(grant) | some grant in grants})), grants) if {
	some policy in _policies
	grants := _open[policy.id]
	count(grants) > 0
}

_open[policy.id] := [grant | some grant in policy.grants.value; grant.kind == "data"] if {
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
