# METADATA
# title: Guessing of passwords is stopped by a lockout
# description: |
#   After some wrong tries an account has to pause: fewer than `max_attempts` tries, and long enough. 0 minutes means until
#   an administrator unlocks it, which is long enough. Providers that slow guessing down by themselves and tell nothing are unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://pages.nist.gov/800-63-3/sp800-63b.html
#     description: "Digital Identity Guidelines: Authentication, rate limiting"
# custom:
#   severity: medium
#   subject: password-policy
#   remediation: |
#     Keycloak: realm settings, Security defences, Brute force detection: on.
#     Okta: Security, Authenticators, Password, Lock out.
#   aliases: [password-lockout]
#   parameters:
#     max_attempts:
#       default: 10
#       description: "The most wrong tries before the lockout."
#     min_minutes:
#       default: 15
#       description: "The least minutes that it lasts."
package policies.iam.authentication.lockout

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[policy.id] := [policy.lockout_attempts, policy.lockout_minutes] if some policy in input.iam.authentication_policy.data.policies

passed[policy.id] := verdict.proof(_text(policy), [policy.lockout_attempts, policy.lockout_minutes]) if {
	some policy in input.iam.authentication_policy.data.policies
	policy.lockout_attempts.value > 0
	policy.lockout_attempts.value <= _parameters.max_attempts
	_long_enough(policy.lockout_minutes.value)
}

failed[policy.id] := verdict.proof("accounts are never locked", [policy.lockout_attempts]) if {
	some policy in input.iam.authentication_policy.data.policies
	policy.lockout_attempts.value == 0
}

failed[policy.id] := verdict.proof(_attempts(policy), [policy.lockout_attempts]) if {
	some policy in input.iam.authentication_policy.data.policies
	policy.lockout_attempts.value > _parameters.max_attempts
}

failed[policy.id] := verdict.proof(_text(policy), [policy.lockout_minutes]) if {
	some policy in input.iam.authentication_policy.data.policies
	policy.lockout_attempts.value > 0
	policy.lockout_attempts.value <= _parameters.max_attempts
	policy.lockout_minutes.value > 0
	policy.lockout_minutes.value < _parameters.min_minutes
}

_long_enough(minutes) if minutes == 0

_long_enough(minutes) if minutes >= _parameters.min_minutes

_attempts(policy) := $"locked only after {policy.lockout_attempts.value} wrong tries"

_text(policy) := $"locked after {policy.lockout_attempts.value} wrong tries until an administrator unlocks it" if {
	policy.lockout_minutes.value == 0
}

_text(policy) := $"locked after {policy.lockout_attempts.value} wrong tries for {policy.lockout_minutes.value} minutes" if {
	policy.lockout_minutes.value > 0
}

_parameters := data.parameters["iam.authentication.lockout"]

# AWS has no such setting for the users of an account.
not_applicable[policy.id] := verdict.proof("the provider has no lockout to set", [policy]) if {
	input.iam.authentication_policy.data.system == "aws"
	some policy in input.iam.authentication_policy.data.policies
}
