# METADATA
# title: Nobody signed in before the first day
# description: |
#   Accounts are made before somebody starts; that one is used means that its password went to somebody else, or that the roster is
#   wrong. Judged are people who are to come, and those whose last sign-in lies before the start. Who was here before and came
#   back is not judged. Whoever signed in since then may have done so before too: the systems tell the last time only.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-2 (account management)
# custom:
#   severity: medium
#   subject: account
#   remediation: >-
#     Ask who signed in and from where; give a new password on the first day, in person. Let the directory open accounts on the
#     start date.
#   aliases: [account-before-start-date]
package policies.joins.account_before_start_date

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := one.account.last_activity if some id, one in _judged

passed[id] := verdict.proof("never used", [one.account.last_activity]) if {
	some id, one in _judged
	one.account.last_activity.value == "never"
}

failed[id] := verdict.proof($"used on {substring(one.account.last_activity.value, 0, 10)}, and {one.person.label} starts on {one.person.started_on}{_guess(one.account)}", [one.account.last_activity]) if {
	some id, one in _judged
	_is_early(one)
}

_judged[account.id] := {"person": person, "account": account} if {
	some account in input.estate.accounts.data.accounts
	person := _people[account.person.value]
	person.started_days < 0
	account.kind == "cloud"
}

_judged[account.id] := {"person": person, "account": account} if {
	some account in input.estate.accounts.data.accounts
	person := _people[account.person.value]
	account.last_activity.value != "never"
	_is_early({"person": person, "account": account})
}

_is_early(one) if {
	one.account.last_activity.value != "never"
	substring(one.account.last_activity.value, 0, 10) < one.person.started_on
}

_people[person.id] := person if {
	some person in input.estate.people.data.people
	person.started_on != ""
	person.rehired == false
	person.departed.value == false
}

_guess(account) := "" if account.confidence != "heuristic"

_guess(account) := " (the person is guessed from the login name: declare it in identities.csv)" if account.confidence == "heuristic"
