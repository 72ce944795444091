# METADATA
# title: Users of the named groups have a hardware factor
# description: |
#   For whom an attack would pay, an app on a phone is not enough: a FIDO2 key, a passkey, a certificate or a token that shows
#   codes is. Which groups those are the parameter `groups` says; without it the rule has nothing to judge.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html
#     description: "Multi-factor authentication in IAM"
#   - ref: https://pages.nist.gov/800-63-4/sp800-63b.html
#     description: "NIST SP 800-63B, 2.2: phishing-resistant authentication"
# custom:
#   severity: medium
#   subject: user
#   remediation: |
#     Hand out keys and register them: AWS "Security credentials" of the user, or `aws iam enable-mfa-device` for tokens;
#     in a directory, the page of security methods of the user.
#   aliases: [user-hardware-mfa]
#   parameters:
#     groups:
#       default: []
#       description: "Names of the groups whose users need a hardware factor."
package policies.iam.factors.user_hardware

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[account.id] := [account.enabled, account.entitlements, account.mfa_kinds] if {
	some account in input.iam.accounts.data.accounts
	account.kind == "user"
	count(_groups) > 0
}

passed[account.id] := verdict.proof($"has {concat(", ", sort(account.mfa_kinds.value))}", [account.mfa_kinds]) if {
	some account in _members
	account.enabled.value == true
	count(_hardware(account)) > 0
}

failed[account.id] := verdict.proof(
	$"is in {concat(", ", sort(_named(account)))} and has no hardware factor, but {_kinds(account)}",
	[account.mfa_kinds],
) if {
	some account in _members
	account.enabled.value == true
	account.mfa_kinds.value
	count(_hardware(account)) == 0
}

not_applicable[account.id] := verdict.proof("is in none of the groups", [account.entitlements]) if {
	some account in input.iam.accounts.data.accounts
	account.kind == "user"
	count(_groups) > 0
	account.entitlements.value
	count(_named(account)) == 0
}

not_applicable[account.id] := verdict.proof("cannot sign in", [account.enabled]) if {
	some account in _members
	account.enabled.value == false
}

_members contains account if {
	some account in input.iam.accounts.data.accounts
	account.kind == "user"
	count(_named(account)) > 0
}

_named(account) := {group |
	some group in _groups
	$"group:{group}" in account.entitlements.value
}

_hardware(account) := {kind |
	some kind in account.mfa_kinds.value
	kind in {"fido2", "passkey", "certificate", "windows-hello", "hardware-otp"}
}

_kinds(account) := "no factor at all" if count(account.mfa_kinds.value) == 0

_kinds(account) := concat(", ", sort(account.mfa_kinds.value)) if count(account.mfa_kinds.value) > 0

_groups := data.parameters["iam.factors.user_hardware"].groups
