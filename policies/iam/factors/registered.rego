# METADATA
# title: Every person who can sign in has a second factor registered
# description: |
#   Who has no factor of their own is asked to register one at the next sign-in, and it may be the attacker who does. Guests
#   count: their home may demand nothing. Accounts that are disabled, that nobody signs in to as a person, and emergency
#   accounts named in `exempt` are not judged. A federated identity whose provider was not given stays unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/en-us/entra/identity/authentication/howto-authentication-methods-activity
#     description: "Authentication methods activity"
#   - ref: https://pages.nist.gov/800-63-4/sp800-63b.html
#     description: "NIST SP 800-63B, 2.2: phishing-resistant authentication"
# custom:
#   severity: high
#   subject: identity
#   remediation: |
#     Let people register before it is demanded: Entra ID "Registration campaign" and a temporary access pass; Okta an
#     enrollment policy "required"; Keycloak the required action "Configure OTP" or "Webauthn Register"; Google Workspace
#     2-Step Verification enforcement with an enrollment period.
#   aliases: [mfa-registered-all]
#   parameters:
#     exempt:
#       default: []
#       description: "Ids of emergency accounts, such as `user:break-glass`."
package policies.iam.factors.registered

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[one.id] := [one.enabled, one.interactive, one.mfa] if some one in _people

passed[one.id] := verdict.proof("has a second factor", [one.mfa]) if {
	some one in _present
	one.mfa.value == true
}

failed[one.id] := verdict.proof("can sign in and has no second factor", [one.mfa]) if {
	some one in _present
	one.mfa.value == false
}

not_applicable[one.id] := verdict.proof("cannot sign in", [one.enabled]) if {
	some one in _people
	one.enabled.value == false
}

not_applicable[one.id] := verdict.proof("no person signs in with it", [one.interactive]) if {
	some one in _people
	one.enabled.value == true
	one.interactive.value == false
}

_present contains one if {
	some one in _people
	one.enabled.value == true
	one.interactive.value == true
}

_people contains one if {
	some one in input.iam.directory_state.data.identities
	one.kind in ["human", "guest"]
	every id in _exempt { id != one.id }
}

_exempt := data.parameters["iam.factors.registered"].exempt
