# METADATA
# title: Earlier passwords are refused
# description: |
#   Without a history a forced change is undone in a minute. 0 means that none is kept. Where a provider refuses earlier
#   passwords without telling how many (Google Workspace), the number is unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://pages.nist.gov/800-63-3/sp800-63b.html
#     description: "Digital Identity Guidelines: Authentication"
# custom:
#   severity: low
#   subject: password-policy
#   remediation: |
#     Keycloak: password policy `passwordHistory(24)`. Okta: Security, Authenticators, Password, Enforce password history.
#     AWS: `aws iam update-account-password-policy --password-reuse-prevention 24 …`.
#   aliases: [password-reuse]
#   parameters:
#     min_remembered:
#       default: 24
#       description: "How many earlier passwords are refused at least."
package policies.iam.authentication.history

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[policy.id] := policy.history if some policy in input.iam.authentication_policy.data.policies

passed[policy.id] := verdict.proof($"{policy.history.value} earlier passwords are refused", [policy.history]) if {
	some policy in input.iam.authentication_policy.data.policies
	policy.history.value >= _min_remembered
}

failed[policy.id] := verdict.proof($"{policy.history.value} earlier passwords are refused", [policy.history]) if {
	some policy in input.iam.authentication_policy.data.policies
	policy.history.value < _min_remembered
}

_min_remembered := data.parameters["iam.authentication.history"].min_remembered
