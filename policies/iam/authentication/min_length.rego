# METADATA
# title: Passwords have a minimum length
# description: |
#   Length is what makes guessing slow. 0 means that nothing is demanded. Each policy of the directory is judged, also those for
#   single groups: a short one for a few people is the one that is guessed.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://pages.nist.gov/800-63-3/sp800-63b.html
#     description: "Digital Identity Guidelines: Authentication"
# custom:
#   severity: medium
#   subject: password-policy
#   remediation: |
#     Keycloak: Authentication, Policies, Password policy, Minimum length (`length(14)`).
#     Okta: Security, Authenticators, Password. Google Workspace: Security, Password management.
#     AWS: `aws iam update-account-password-policy --minimum-password-length 14 …` (give all other settings too).
#   aliases: [password-min-length]
#   parameters:
#     min_length:
#       default: 14
#       description: "The least length. NIST asks for 8 beside a second factor and 15 without one."
package policies.iam.authentication.min_length

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[policy.id] := policy.min_length if some policy in input.iam.authentication_policy.data.policies

passed[policy.id] := verdict.proof($"at least {policy.min_length.value} characters are demanded", [policy.min_length]) if {
	some policy in input.iam.authentication_policy.data.policies
	policy.min_length.value >= _min_length
}

failed[policy.id] := verdict.proof($"at least {policy.min_length.value} characters are demanded", [policy.min_length]) if {
	some policy in input.iam.authentication_policy.data.policies
	policy.min_length.value < _min_length
}

_min_length := data.parameters["iam.authentication.min_length"].min_length
