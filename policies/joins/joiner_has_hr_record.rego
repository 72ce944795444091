# METADATA
# title: Every account that a person signs in to belongs to somebody of the roster
# description: |
#   An account that opens with a password is meant for a person; a person whom HR does not know was never hired, has left
#   long ago, or is a stranger. The person is found by identities.csv, by a tag, by the e-mail address, or by the name.
#   Accounts that only keys open are judged by orphan_account. Where a tag names who answers for the account (an emergency
#   account), it is nobody's own and the rule does not apply; nor does it to accounts that role-entitlements.yaml declares as
#   emergency accounts or as shared.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-2 (account management); NIST SP 800-53, IA-4 (identifier management)
# custom:
#   severity: high
#   subject: account
#   remediation: >-
#     Find out who uses the account. Where it is a colleague, write the account into identities.csv; else lock it and look at
#     what it did.
#   aliases: [joiner-has-hr-record]
package policies.joins.joiner_has_hr_record

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := [account.enabled, account.password_usable, account.person] if some id, account in _accounts

not_applicable[id] := verdict.proof($"{account.owner.value} answers for it", [account.owner]) if {
	some id, account in _accounts
	account.person.value == ""
	account.owner.value != ""
}

passed[id] := verdict.proof($"belongs to {account.person.value}, {account.link}", [account.person]) if {
	some id, account in _accounts
	account.person.value in _people
}

failed[id] := verdict.proof($"{account.name} on {account.system} can be signed in to with a password: {account.link}", [account, account.password_usable]) if {
	some id, account in _accounts
	account.enabled.value == true
	account.password_usable.value == true
	account.person.value == ""
	account.owner.value == ""
}

_accounts[account.id] := account if {
	some account in input.estate.accounts.data.accounts
	account.class == "regular"
	_is_one_persons(account)
	_not_excluded(account.enabled)
	_not_excluded(account.password_usable)
}

# Emergency accounts and accounts that may be shared are declared in role-entitlements.yaml, and have rules of their own.
_is_one_persons(account) if {
	object.get(account, "break_glass", false) == false
	object.get(account, "shared_allowed", false) == false
}

_not_excluded(fact) if fact.value == true

_not_excluded(fact) if fact.unknown

_people := {person.id | some person in input.estate.people.data.people}
