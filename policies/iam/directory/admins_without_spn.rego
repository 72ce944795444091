# METADATA
# title: No account with administrative power has a service principal name
# description: |
#   Everybody in the domain may ask for a ticket to an account with a service principal name, which is encrypted by its password,
#   and guess it at leisure ("Kerberoasting"): for an administrator that is the domain. Judged are the enabled accounts with power,
#   directly or through nested groups. Computers and managed service accounts have passwords that nobody guesses; krbtgt is disabled.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://attack.mitre.org/techniques/T1558/003/
#     description: Kerberoasting
#   - ref: https://learn.microsoft.com/windows-server/identity/ad-ds/manage/group-managed-service-accounts/group-managed-service-accounts/group-managed-service-accounts-overview
#     description: Group managed service accounts
# custom:
#   severity: critical
#   subject: account
#   remediation: |
#     Take the account out of the privileged groups (a service rarely needs them), or move the service to a group managed service
#     account. Remove a name that is no longer needed: `Set-ADUser LOGIN -ServicePrincipalNames @{Remove='…'}`. Change the
#     password to one of 25 signs or more meanwhile.
#   aliases: []
package policies.iam.directory.admins_without_spn

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := array.concat([account.enabled, account.password.usable, _power[id]], _untold[id]) if some id, account in _accounts

passed[id] := verdict.proof(text, [account]) if {
	some id, account in _accounts
	text := _good[id]
}

failed[id] := verdict.proof($"anybody in the domain may guess the password of an account with {_power[id].value} power", [account, _power[id]]) if {
	some id, account in _roastable
	_power[id].value in {"admin", "privileged"}
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

_good[id] := "it has no power" if {
	some id, _ in _roastable
	_power[id].value == "standard"
}

_good[id] := "it has no service principal name" if {
	some id, account in _accounts
	account.enabled.value == true
	account.password.usable.value == true
	every flag in account.flags {
		flag != "spn"
		flag != "spn-untold"
	}
}

_roastable[id] := account if {
	some id, account in _accounts
	account.enabled.value == true
	account.password.usable.value == true
	"spn" in account.flags
}

_untold[id] := [{"unknown": "the export holds no servicePrincipalName; export all attributes", "at": account.at} | some flag in account.flags; flag == "spn-untold"] if some id, account in _accounts

_power[identity.id] := identity.power if {
	input.iam.directory_state.data.system == "ad"
	some identity in input.iam.directory_state.data.identities
}

_accounts[account.id] := account if {
	input.iam.directory.data.system == "ad"
	some account in input.iam.directory.data.identities
	account.kind in {"human", "service", "guest"}
}
