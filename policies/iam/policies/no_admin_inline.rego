# METADATA
# title: No inline policy allows every action on every resource
# description: |
#   An inline policy is seen by no list of policies: full rights in one are full rights in hiding. Judged after expansion, as
#   for attached policies.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html
#     description: Policies and permissions in IAM
# custom:
#   severity: high
#   subject: policy
#   remediation: Delete the inline policy (`aws iam delete-user-policy`, `delete-role-policy`, `delete-group-policy`) and use a group or role that is declared.
#   aliases: [no-admin-inline]
package policies.iam.policies.no_admin_inline

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
	policy.kind == "inline"
]
