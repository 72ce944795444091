# METADATA
# title: Accounts for daily work hold no administrator rights
# description: |
#   Mail and the web are how an account is taken; with administrator rights on it the whole directory goes with it. An account for
#   daily work is one that reads mail. Emergency accounts and programs are judged elsewhere. On hosts, sudo asks again; accounts
#   of hosts and of AWS read no mail and are not judged.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-6(5) (privileged accounts)
# custom:
#   severity: high
#   subject: account of a directory
#   remediation: >-
#     Make a second account without a mailbox for administration, give it the roles, and take them from the daily one. Sign in with
#     it on a hardened machine only.
#   aliases: [separate-admin-account]
package policies.joins.separate_admin_account

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [account.privileged, account.mailbox, account.enabled] if some id, account in _accounts

passed[id] := verdict.proof("an administrator without a mailbox", [account.mailbox]) if {
	some id, account in _accounts
	account.privileged.value == true
	account.mailbox.value == false
}

failed[id] := verdict.proof($"the account reads mail and is {_power(account)} of {account.system}", [account.privileged, account.mailbox]) if {
	some id, account in _accounts
	account.privileged.value == true
	account.mailbox.value == true
	account.enabled.value == true
}

_power(account) := account.privilege if account.privilege != ""

_power(account) := "administrator" if account.privilege == ""

# Who is no administrator, or reads no mail by the nature of the system, is not judged.
_accounts[account.id] := account if {
	some account in input.estate.accounts.data.accounts
	account.kind == "cloud"
	split(account.system, ":")[1] != "aws"
	account.class in {"regular", "guest"}
	account.break_glass == false
	_not_excluded(account.privileged)
	_not_excluded(account.enabled)
}

_not_excluded(fact) if fact.value == true

_not_excluded(fact) if fact.unknown
