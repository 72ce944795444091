# METADATA
# title: Every account proves its password before it gets a Kerberos ticket
# description: |
#   Without pre-authentication (the setting "Do not require Kerberos preauthentication") anybody on the network gets a piece that
#   is encrypted by the account's password, and guesses it at leisure ("AS-REP roasting"). Judged are the enabled accounts of
#   Active Directory; disabled ones cannot be asked for.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://attack.mitre.org/techniques/T1558/004/
#     description: AS-REP roasting
#   - ref: https://learn.microsoft.com/troubleshoot/windows-server/active-directory/useraccountcontrol-manipulate-account-properties
#     description: Bits of userAccountControl
# custom:
#   severity: high
#   subject: account
#   remediation: |
#     `Set-ADAccountControl LOGIN -DoesNotRequirePreAuth $false`, then set a new long password: the old one may have been
#     guessed. List all: `Get-ADUser -Filter 'DoesNotRequirePreAuth -eq $true'`.
#   aliases: []
package policies.iam.directory.preauth_required

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [account.enabled] if some id, account in _accounts

passed[id] := verdict.proof(text, [account]) if {
	some id, account in _accounts
	text := _good[id]
}

failed[id] := verdict.proof("Kerberos gives tickets for it to anybody who asks", [account]) if {
	some id, account in _accounts
	account.enabled.value == true
	"no-preauth" in account.flags
}

_good[id] := "the account is disabled" if {
	some id, account in _accounts
	account.enabled.value == false
}

_good[id] := "pre-authentication is required" if {
	some id, account in _accounts
	account.enabled.value == true
	every flag in account.flags { flag != "no-preauth" }
}

_accounts[account.id] := account if {
	input.iam.directory.data.system == "ad"
	some account in input.iam.directory.data.identities
}
