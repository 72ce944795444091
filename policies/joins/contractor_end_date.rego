# METADATA
# title: People with a contract that ends have an end date, and their accounts end by it
# description: |
#   Nobody tells the administrators that a contract ran out: the end written at the account closes it all the same. Contractors,
#   temporary workers, trainees and suppliers are told by the employment type of the roster. An account may end on the day after
#   the last one. Users of AWS IAM never end by themselves: such people sign in through a directory whose accounts do. Accounts
#   that are only guessed to be the person's do not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-2 (account management)
# custom:
#   severity: medium
#   subject: person
#   remediation: >-
#     Write the end of the contract into the roster, and set it at the accounts: `usermod --expiredate YYYY-MM-DD LOGIN`,
#     accountExpires (Active Directory), an access package with an end (Entra). Prolong it with the contract.
#   aliases: [contractor-end-date]
package policies.joins.contractor_end_date

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[person.subject] := array.concat([person.external, person.departed, person.ends_on], _doubts[person.id]) if some person in _external

passed[person.subject] := verdict.proof($"the contract ends on {person.ends_on.value}, and {count(_accounts[person.id])} accounts with it", [person.ends_on]) if {
	some person in _external
	person.departed.value == false
	person.ends_on.value != ""
	every account in _accounts[person.id] {
		_ends_by(account, person)
	}
}

failed[person.subject] := verdict.proof($"{person.label}, {person.employment_type.value}, has no end date in the roster", [person.ends_on]) if {
	some person in _external
	person.external.value == true
	person.departed.value == false
	person.ends_on.value == ""
}

failed[person.subject] := verdict.proof($"{person.label}, {person.employment_type.value}, is here until {person.ends_on.value}, and these accounts do not end by then: {concat(", ", sort(late))}", [account.expires_at | some account in _accounts[person.id]; _ends_later(account, person)]) if {
	some person in _external
	person.external.value == true
	person.departed.value == false
	person.ends_on.value != ""
	late := {$"{account.system} ({_when(account)})" | some account in _accounts[person.id]; _ends_later(account, person)}
	count(late) > 0
}

_external[person.id] := person if {
	some person in input.estate.people.data.people
	_not_excluded(person.external)
	_may_be_here(person.departed)
}

_not_excluded(fact) if fact.value == true

_not_excluded(fact) if fact.unknown

_may_be_here(departed) if departed.value == false

_may_be_here(departed) if departed.unknown

# Accounts that are surely of the person and may be enabled.
_accounts[person.id] := {account |
	some account in input.estate.accounts.data.accounts
	account.person.value == person.id
	account.confidence != "heuristic"
	_not_excluded(account.enabled)
} if {
	some person in _external
}

_doubts[person.id] := [fact |
	some account in _accounts[person.id]
	some fact in [account.enabled, account.expires_at]
] if {
	some person in _external
}

_ends_by(account, person) if {
	account.expires_at.value != "never"
	substring(account.expires_at.value, 0, 10) <= person.account_end_by
}

_ends_later(account, _) if {
	account.enabled.value == true
	account.expires_at.value == "never"
}

_ends_later(account, person) if {
	account.enabled.value == true
	account.expires_at.value != "never"
	substring(account.expires_at.value, 0, 10) > person.account_end_by
}

_when(account) := "never" if account.expires_at.value == "never"

_when(account) := substring(account.expires_at.value, 0, 10) if account.expires_at.value != "never"
