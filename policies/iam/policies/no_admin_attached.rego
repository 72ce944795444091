# METADATA
# title: No attached customer policy allows every action on every resource
# description: |
#   Judged is what the version in force allows after expansion, so that `NotAction` of one harmless service, `*:*`, or two
#   statements that add up are found too. A policy that serves only as a permissions boundary grants nothing and is out of
#   scope. AWS managed policies have a rule of their own.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html
#     description: Policies and permissions in IAM
# custom:
#   severity: high
#   subject: policy
#   remediation: Replace the policy by one that names the actions and resources of the task; start from the services that were used (access advisor).
#   aliases: [no-admin-star-attached]
package policies.iam.policies.no_admin_attached

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[policy.id] := policy.admin if some policy in _policies

passed[policy.id] := verdict.proof("does not allow everything", [policy.admin]) if {
	some policy in _policies
	policy.admin.value == "no"
}

failed[policy.id] := verdict.proof($"allows every action on every resource to {concat(", ", policy.attached_to)}", [policy.admin]) if {
	some policy in _policies
	policy.admin.value == "yes"
}

failed[policy.id] := verdict.proof("allows every action on every resource, under a condition", [policy.admin]) if {
	some policy in _policies
	policy.admin.value == "conditional"
}

_policies := [policy |
	some policy in input.iam.policy_grants.data.policies
	policy.kind == "managed"
	policy.owner == "customer"
	count(policy.attached_to) > 0
]
