# METADATA
# title: No parameter of an approved policy is contradicted by what is measured
# description: |
#   A policy that promises what the machines do not do is worse than none: an auditor reads it as a fact. This
#   rule judges what the organization folder shows by itself (the age of backups); promises about accounts and
#   hosts stay unknown until their snapshots are scanned together with it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, CA-7
# custom:
#   severity: medium
#   subject: policy
#   remediation: |
#     Bring the measured state in line with the policy, or change the policy and have it approved.
#   aliases: [policy-contradicted-by-technical-state]
package policies.organization.policies.not_contradicted

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"policy:{policy.id}"] := policy.undecided if some policy in input.organization.policy_contradictions.data.policies

passed[$"policy:{policy.id}"] := verdict.proof(concat("; ", policy.kept), [policy]) if {
	some policy in input.organization.policy_contradictions.data.policies
	policy.undecided.value == ""
	policy.contradicted == []
	policy.kept != []
}

failed[$"policy:{policy.id}"] := verdict.proof(concat("; ", policy.contradicted), [policy]) if {
	some policy in input.organization.policy_contradictions.data.policies
	policy.contradicted != []
}
