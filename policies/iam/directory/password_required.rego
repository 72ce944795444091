# METADATA
# title: No enabled account may have an empty password
# description: |
#   The bit PASSWD_NOTREQD lets an administrator or a tool set an empty password, whatever the policy of the domain says; nobody
#   sees from outside whether it is empty. Judged are the enabled people and services of Active Directory; computers and managed
#   service accounts get their passwords from the domain. Accounts made by scripts often carry the bit by mistake.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/troubleshoot/windows-server/active-directory/useraccountcontrol-manipulate-account-properties
#     description: Bits of userAccountControl
# custom:
#   severity: medium
#   subject: account
#   remediation: |
#     `Set-ADUser LOGIN -PasswordNotRequired $false`, and set a password where nobody knows of one. List all:
#     `Get-ADUser -Filter 'PasswordNotRequired -eq $true -and Enabled -eq $true'`.
#   aliases: []
package policies.iam.directory.password_required

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [account.enabled, account.password.usable] if some id, account in _accounts

passed[id] := verdict.proof(text, [account]) if {
	some id, account in _accounts
	text := _good[id]
}

failed[id] := verdict.proof("its password may be empty", [account]) if {
	some id, account in _accounts
	account.enabled.value == true
	account.password.usable.value == true
	"password-not-required" in account.flags
}

_good[id] := "the account is disabled" if {
	some id, account in _accounts
	account.enabled.value == false
}

_good[id] := "the domain sets its password" if {
	some id, account in _accounts
	account.enabled.value == true
	account.password.usable.value == false
}

_good[id] := "a password is required" if {
	some id, account in _accounts
	account.enabled.value == true
	account.password.usable.value == true
	every flag in account.flags { flag != "password-not-required" }
}

_accounts[account.id] := account if {
	input.iam.directory.data.system == "ad"
	some account in input.iam.directory.data.identities
	account.kind in {"human", "service", "guest"}
}
