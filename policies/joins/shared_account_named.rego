# METADATA
# title: No account that people sign in to is used by several of them
# description: |
#   What is done with a shared account was done by nobody, and its password outlives each of its users. An account is shared where
#   identities.csv or the system itself names several people for it. Accounts that the organization allows to be shared
#   (`shared_allowed` in role-entitlements.yaml: a screen in a hall, an emergency account) are out of scope. That one person is
#   declared for an account does not prove that nobody else knows the password.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, IA-2, IA-4, AC-2(9) (accounts that several people use)
# custom:
#   severity: medium
#   subject: account
#   remediation: >-
#     Give each person an own account, and let them act together through a group or a role. Where that cannot be, write the account
#     into shared_allowed with its reason, keep its password in a vault that records who took it, and change it when somebody
#     leaves.
#   aliases: [shared-account-named]
package policies.joins.shared_account_named

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := [account.enabled, account.interactive, account.person] if some id, account in _accounts

not_applicable[id] := verdict.proof("declared as shared in role-entitlements.yaml", [account]) if {
	some id, account in _accounts
	account.shared_allowed == true
}

passed[id] := verdict.proof($"{account.link}: one person", [account.person]) if {
	some id, account in _accounts
	account.shared_allowed == false
	account.person.value != ""
}

failed[id] := verdict.proof($"{count(account.sharers)} people sign in with it on {account.system}: {concat(", ", account.sharers)}", [account.person, account]) if {
	some id, account in _accounts
	account.shared_allowed == false
	count(account.sharers) > 1
	account.enabled.value == true
	account.interactive.value == true
}

# Accounts whose person is told by the system or a declaration; of others nothing is known that could be judged.
_accounts[account.id] := account if {
	some account in input.estate.accounts.data.accounts
	account.confidence in {"declared", "exact"}
	_not_excluded(account.enabled)
	_not_excluded(account.interactive)
}

_accounts[account.id] := account if {
	some account in input.estate.accounts.data.accounts
	count(account.sharers) > 1
	_not_excluded(account.enabled)
	_not_excluded(account.interactive)
}

_not_excluded(fact) if fact.value == true

_not_excluded(fact) if fact.unknown
