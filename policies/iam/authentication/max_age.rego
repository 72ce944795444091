# METADATA
# title: Passwords expire where the organization mandates it
# description: |
#   Forced changes make people choose weaker passwords; NIST SP 800-63B advises against them, except after a breach. So nothing
#   is asked unless `max_days` is set, because a standard (for passwords without a second factor) or a
#   contract does.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://pages.nist.gov/800-63-3/sp800-63b.html
#     description: "Digital Identity Guidelines: Authentication"
# custom:
#   severity: low
#   subject: password-policy
#   remediation: |
#     Keycloak: password policy `forceExpiredPasswordChange(90)`. Okta: Security, Authenticators, Password, Password age.
#     AWS: `aws iam update-account-password-policy --max-password-age 90 …`.
#   aliases: [password-max-age]
#   parameters:
#     max_days:
#       default: 0
#       description: "The most days that a password may hold; 0 asks for nothing."
package policies.iam.authentication.max_age

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[policy.id] := policy.max_age_days if some policy in input.iam.authentication_policy.data.policies

passed[policy.id] := verdict.proof($"passwords expire after {policy.max_age_days.value} days", [policy.max_age_days]) if {
	some policy in input.iam.authentication_policy.data.policies
	_max_days > 0
	policy.max_age_days.value > 0
	policy.max_age_days.value <= _max_days
}

failed[policy.id] := verdict.proof($"passwords expire after {policy.max_age_days.value} days", [policy.max_age_days]) if {
	some policy in input.iam.authentication_policy.data.policies
	_max_days > 0
	policy.max_age_days.value > _max_days
}

failed[policy.id] := verdict.proof("passwords do not expire", [policy.max_age_days]) if {
	some policy in input.iam.authentication_policy.data.policies
	_max_days > 0
	policy.max_age_days.value == 0
}

not_applicable[policy.id] := verdict.proof("no expiry is mandated (parameter max_days)", [policy]) if {
	some policy in input.iam.authentication_policy.data.policies
	_max_days == 0
}

_max_days := data.parameters["iam.authentication.max_age"].max_days
