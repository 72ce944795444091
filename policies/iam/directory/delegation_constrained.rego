# METADATA
# title: Only domain controllers are trusted for any delegation
# description: |
#   Whoever signs in to a machine or service that is trusted for unconstrained delegation leaves it a ticket to act as them
#   everywhere; who rules that machine waits for an administrator, or makes a domain controller sign in, and rules the domain.
#   Judged are all enabled accounts of Active Directory, computers too; domain controllers need it and are told by their own bit.
#   Constrained delegation (msDS-AllowedToDelegateTo) is another matter.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/defender-for-identity/security-assessment-unconstrained-kerberos
#     description: Unsecure Kerberos delegation
#   - ref: https://attack.mitre.org/techniques/T1558/
#     description: Steal or forge Kerberos tickets
# custom:
#   severity: critical
#   subject: account
#   remediation: |
#     `Set-ADAccountControl ACCOUNT -TrustedForDelegation $false`, and name the services that it may pass people on to
#     (`Set-ADUser ACCOUNT -Add @{'msDS-AllowedToDelegateTo'='http/app.example.com'}`), or better resource-based delegation. Put
#     administrators into Protected Users, which are never delegated.
#   aliases: []
package policies.iam.directory.delegation_constrained

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [account.enabled] if some id, account in _accounts

passed[id] := verdict.proof(text, [account]) if {
	some id, account in _accounts
	text := _good[id]
}

failed[id] := verdict.proof("it may act as anybody who signs in to it, everywhere", [account]) if {
	some id, account in _accounts
	account.enabled.value == true
	_flags[id] == {"delegation-unconstrained"}
}

_good[id] := "the account is disabled" if {
	some id, account in _accounts
	account.enabled.value == false
}

_good[id] := "it is a domain controller" if {
	some id, account in _accounts
	account.enabled.value == true
	"domain-controller" in _flags[id]
}

_good[id] := "it is not trusted for any delegation" if {
	some id, account in _accounts
	account.enabled.value == true
	every flag in account.flags {
		flag != "delegation-unconstrained"
		flag != "domain-controller"
	}
}

_flags[id] := {flag | some flag in account.flags; flag in {"delegation-unconstrained", "domain-controller"}} if some id, account in _accounts

_accounts[account.id] := account if {
	input.iam.directory.data.system == "ad"
	some account in input.iam.directory.data.identities
}
