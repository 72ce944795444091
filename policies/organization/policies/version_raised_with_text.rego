# METADATA
# title: A policy whose text changed has a higher version and a later approval
# description: |
#   Otherwise two texts go by one name, and a signature does not tell which was read. The earlier register shows
#   what changed; without it the rule is unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, CM-3
# custom:
#   severity: low
#   subject: policy
#   remediation: |
#     Raise the version, have the new text approved, and ask for the signatures again.
#   aliases: [policy-version-monotonic]
package policies.organization.policies.version_raised_with_text

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"policy:{policy.id}"] := policy.change if some policy in input.organization.policy_history.data.policies

passed[$"policy:{policy.id}"] := verdict.proof(policy.detail, [policy]) if {
	some policy in input.organization.policy_history.data.policies
	policy.change.value in {"unchanged", "raised"}
}

failed[$"policy:{policy.id}"] := verdict.proof(policy.detail, [policy]) if {
	some policy in input.organization.policy_history.data.policies
	policy.change.value == "unapproved"
}
