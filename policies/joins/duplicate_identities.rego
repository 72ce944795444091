# METADATA
# title: Nobody holds more than one account for daily work and one for administration on a system
# description: |
#   Two accounts of one kind hide from each other: what is taken away from one stays in the other, and a lock closes only
#   one door. One account for daily work and one for administration is good practice. Disabled accounts do not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-2 (account management)
# custom:
#   severity: medium
#   subject: person on a system
#   remediation: >-
#     Decide which account stays, move its files and grants, and disable the other.
#   aliases: [duplicate-identities]
package policies.joins.duplicate_identities

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [fact | some account in accounts; some fact in [account.enabled, account.privileged]] if some id, accounts in _held

passed[id] := verdict.proof($"at most one account of a kind: {concat(", ", sort([account.name | some account in accounts]))}", [account | some account in accounts]) if {
	some id, accounts in _held
	every kind in [true, false] {
		count([account | some account in accounts; _may_be(account, kind)]) <= 1
	}
}

failed[id] := verdict.proof($"several accounts of one kind: {concat(", ", sort(names))}", [account | some account in accounts]) if {
	some id, accounts in _held
	names := {account.name |
		some kind in [true, false]
		same := [account | some account in accounts; account.privileged.value == kind; account.enabled.value == true]
		count(same) > 1
		some account in same
	}
	count(names) > 0
}

# A person, a system, and the accounts that are not known to be disabled.
_held[$"{person.subject} on {account.system}"] contains account if {
	some account in input.estate.accounts.data.accounts
	person := _people[account.person.value]
	_not_excluded(account.enabled)
}

_may_be(account, kind) if account.privileged.value == kind

_may_be(account, _) if account.privileged.unknown

_not_excluded(fact) if fact.value == true

_not_excluded(fact) if fact.unknown

_people[person.id] := person if some person in input.estate.people.data.people
