# METADATA
# title: Sessions of people who left no longer hold
# description: |
#   A refresh token gives new sessions for weeks without a password. Disabling an account stops it, and a password that is
#   changed later does not always: sessions must be declared void after the last day. Judged are systems that tell since when
#   sessions hold. An account that is disabled renews no session and passes.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PS-4 (personnel termination); NIST SP 800-53, AC-2 (account management)
#   - ref: https://learn.microsoft.com/en-us/entra/identity/users/users-revoke-access
#     description: Microsoft, revoke user access
# custom:
#   severity: high
#   subject: account of somebody who left
#   remediation: >-
#     Revoke them: `Revoke-MgUserSignInSession -UserId ID` (Entra), `okta users clear-sessions`, the reset of sign-in cookies
#     (Google Workspace), `kcadm.sh create users/ID/logout` (Keycloak); then disable the account.
#   aliases: [leaver-sessions-revoked]
package policies.joins.leaver_sessions_revoked

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[account.id] := [account.departed, account.enabled, account.sessions_revoked] if some account in _accounts

passed[account.id] := verdict.proof("the account is disabled: no session is renewed", [account.enabled]) if {
	some account in _accounts
	account.enabled.value == false
}

passed[account.id] := verdict.proof("sessions from before the end of the last day are void", [account.sessions_revoked]) if {
	some account in _accounts
	account.sessions_revoked.value == true
	account.enabled.value == true
}

failed[account.id] := verdict.proof($"{account.who}, and sessions made before still hold{_guess(account)}", [account.departed, account.sessions_revoked]) if {
	some account in _accounts
	account.departed.value == true
	account.sessions_revoked.value == false
	account.enabled.value == true
}

_accounts[account.id] := account if {
	some account in input.estate.leavers.data.accounts
	account.sessions_revoked
}

_guess(account) := "" if account.sure == true

_guess(account) := " (the person is guessed from the login name: declare it in identities.csv)" if account.sure == false
