# METADATA
# title: No policy that lies unattached allows every action on every resource
# description: |
#   Whoever may attach policies finds full rights ready-made. It grants nothing today, hence the low weight.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html
#     description: Policies and permissions in IAM
# custom:
#   severity: low
#   subject: policy
#   remediation: Delete the policy (`aws iam delete-policy`).
#   aliases: [unattached-admin-policy]
package policies.iam.policies.no_admin_unattached

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[policy.id] := policy.admin if some policy in _policies

passed[policy.id] := verdict.proof("does not allow everything", [policy.admin]) if {
	some policy in _policies
	policy.admin.value == "no"
}

failed[policy.id] := verdict.proof("allows every action on every resource and is attached to nobody", [policy.admin]) if {
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
	count(policy.attached_to) == 0
	count(policy.boundary_of) == 0
]
