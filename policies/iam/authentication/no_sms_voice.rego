# METADATA
# title: Messages, calls and mails are no second factor
# description: |
#   Codes by SMS, call and mail are intercepted by a moved phone number, a forwarded mailbox or a page that asks for them.
#   What the directory lets anybody enroll is judged, not what somebody has: a factor that is allowed is the one an attacker chooses.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://pages.nist.gov/800-63-3/sp800-63b.html
#     description: "Digital Identity Guidelines: out-of-band authenticators"
# custom:
#   severity: medium
#   subject: authentication-policy
#   remediation: |
#     Okta: Security, Authenticators: take Phone and Email out of the enrollment policies.
#     Google Workspace: Security, 2-Step Verification, Methods: Any except verification codes via text, phone call.
#     Entra: Protection, Authentication methods: SMS and Voice call off. Keycloak: take the step out of the browser flow.
#   aliases: [no-sms-voice-factor]
#   parameters:
#     weak:
#       default: [sms, voice, email]
#       description: "Methods that must not be allowed."
package policies.iam.authentication.no_sms_voice

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[policy.id] := policy.second_factors if some policy in input.iam.authentication_policy.data.policies

passed[policy.id] := verdict.proof(_allowed(policy), [policy.second_factors]) if {
	some policy in input.iam.authentication_policy.data.policies
	every method in policy.second_factors.value {
		every weak in _weak { method != weak }
	}
}

failed[policy.id] := verdict.proof($"allows {concat(", ", sort(found))} as second factor", [policy.second_factors]) if {
	some policy in input.iam.authentication_policy.data.policies
	found := {method | some method in policy.second_factors.value; method in _weak}
	count(found) > 0
}

_allowed(policy) := $"allows {concat(", ", sort(policy.second_factors.value))}" if count(policy.second_factors.value) > 0

_allowed(policy) := "allows no second factor" if count(policy.second_factors.value) == 0

_weak := data.parameters["iam.authentication.no_sms_voice"].weak
