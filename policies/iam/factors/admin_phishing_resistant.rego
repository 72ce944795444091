# METADATA
# title: Administrators sign in with phishing-resistant factors only
# description: |
#   Codes and push messages can be asked for by a false sign-in page and passed on within seconds; a FIDO2 key, passkey or
#   certificate answers the true service alone. A weaker factor beside it is the one that the attacker asks for, so it counts
#   too. Administrators are those with effective full rights. Accounts that cannot sign in and services are not judged. Which
#   factors somebody may use is one thing, which are registered another: judged is what is registered.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://pages.nist.gov/800-63-4/sp800-63b.html
#     description: "NIST SP 800-63B, 2.2: phishing-resistant authentication"
#   - ref: https://www.cisa.gov/sites/default/files/publications/fact-sheet-implementing-phishing-resistant-mfa-508c.pdf
#     description: "CISA: Implementing phishing-resistant MFA"
# custom:
#   severity: high
#   subject: user
#   remediation: |
#     Register two FIDO2 keys or passkeys for each administrator, then remove the other factors.
#     AWS: `aws iam list-mfa-devices --user-name NAME`, `aws iam deactivate-mfa-device`. Entra ID: an authentication strength
#     "phishing-resistant" in a conditional access policy for administrators. Okta: an authenticator policy with WebAuthn alone.
#   aliases: [admin-phishing-resistant]
#   parameters:
#     exempt:
#       default: []
#       description: "Ids of accounts that are judged elsewhere, such as `user:break-glass`."
package policies.iam.factors.admin_phishing_resistant

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[account.id] := [account.admin, account.enabled, account.mfa_strength, account.mfa_kinds] if some account in _accounts

passed[account.id] := verdict.proof($"signs in by {concat(", ", account.mfa_kinds.value)} only", [account.mfa_kinds]) if {
	some account in _admins
	account.mfa_strength.value == "phishing-resistant"
	count(_weaker(account)) == 0
}

failed[account.id] := verdict.proof("is an administrator without a second factor", [account.mfa_strength]) if {
	some account in _admins
	account.mfa_strength.value == "none"
}

failed[account.id] := verdict.proof(
	$"is an administrator and signs in by {concat(", ", sort(account.mfa_kinds.value))}",
	[account.mfa_kinds],
) if {
	some account in _admins
	account.mfa_strength.value in ["weak", "strong"]
}

failed[account.id] := verdict.proof(
	$"is an administrator with a phishing-resistant factor, and may fall back on {concat(", ", sort(_weaker(account)))}",
	[account.mfa_kinds],
) if {
	some account in _admins
	account.mfa_strength.value == "phishing-resistant"
	count(_weaker(account)) > 0
}

not_applicable[account.id] := verdict.proof("is no administrator", [account.admin]) if {
	some account in _accounts
	account.admin.value == false
}

not_applicable[account.id] := verdict.proof("is an administrator that cannot sign in", [account.enabled]) if {
	some account in _accounts
	account.admin.value == true
	account.enabled.value == false
}

_weaker(account) := {kind |
	some kind in account.mfa_kinds.value
	not kind in {"fido2", "passkey", "certificate", "windows-hello", "temporary-pass"}
}

_admins contains account if {
	some account in _accounts
	account.admin.value == true
	account.enabled.value == true
}

_accounts contains account if {
	some account in input.iam.accounts.data.accounts
	account.kind == "user"
	every id in _parameters.exempt { id != account.id }
}

_parameters := data.parameters["iam.factors.admin_phishing_resistant"]
