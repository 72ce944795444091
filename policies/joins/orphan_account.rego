# METADATA
# title: Every account of a program has somebody who answers for it
# description: |
#   Accounts that only keys open belong to programs, and outlive the people who made them. Somebody must know what each is
#   for: a person of identities.csv, or a tag (owner, team) at the cloud account. Accounts with a password are judged by
#   joiner_has_hr_record, those of people who left by leaver_disabled.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-2 (account management)
# custom:
#   severity: medium
#   subject: account
#   remediation: >-
#     Find the program that uses the key. Tag the account with its team, or name a person in identities.csv; delete what nobody
#     claims.
#   aliases: [orphan-account]
package policies.joins.orphan_account

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [account.enabled, account.password_usable, account.person, account.owner] if some id, account in _accounts

passed[id] := verdict.proof(concat("", ["answered for by ", concat(" and ", sort(names))]), [account.person, account.owner]) if {
	some id, account in _accounts
	names := _names[id]
	count(names) > 0
}

failed[id] := verdict.proof($"nobody answers for {account.name} on {account.system}: {account.link}", [account, account.keys]) if {
	some id, account in _accounts
	account.enabled.value == true
	account.password_usable.value == false
	account.person.value == ""
	account.owner.value == ""
}

_names[id] contains account.owner.value if {
	some id, account in _accounts
	account.owner.value != ""
}

_names[id] contains account.person.value if {
	some id, account in _accounts
	account.person.value in _people
}

_accounts[account.id] := account if {
	some account in input.estate.accounts.data.accounts
	account.class == "regular"
	account.password_usable.value == false
	_not_excluded(account.enabled)
	_not_of_leaver(account.person)
}

# The accounts of people who left are judged by leaver_disabled.
_not_of_leaver(person) if person.unknown

_not_of_leaver(person) if person.value == ""

_not_of_leaver(person) if person.value in _people

_not_excluded(fact) if fact.value == true

_not_excluded(fact) if fact.unknown

_people := {person.id | some person in input.estate.people.data.people; person.departed.value == false}
