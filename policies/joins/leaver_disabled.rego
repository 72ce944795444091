# METADATA
# title: Nobody who left has an enabled account
# description: |
#   An account is enabled while any credential opens it: a password, a key, a console login. A locked password alone is not
#   enough. Who left is told by the dates of the roster: from the day after the last one on. Accounts that could not be
#   linked to a person are judged by joiner_has_hr_record and orphan_account.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PS-4 (personnel termination); NIST SP 800-53, AC-2 (account management)
# custom:
#   severity: high
#   subject: account of somebody who left
#   remediation: >-
#     Disable the account everywhere (`usermod --lock --expiredate 1 LOGIN`; delete the login profile and the keys of cloud
#     users), and let the HR system tell the directory of each leaving, so that nobody has to remember.
#   aliases: [leaver-disabled]
package policies.joins.leaver_disabled

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [candidate.departed, candidate.account.enabled] if some id, candidate in _candidates

passed[id] := verdict.proof("nothing opens the account", [candidate.account.enabled]) if {
	some id, candidate in _candidates
	candidate.account.enabled.value == false
}

failed[id] := verdict.proof(message, [candidate.departed, candidate.account.enabled]) if {
	some id, candidate in _candidates
	candidate.departed.value == true
	candidate.account.enabled.value == true
	message := $"{candidate.who}, and {candidate.account.name} on {candidate.account.system} can still be signed in with{_guess(candidate.account)}"
}

# Accounts of people who left, and those of whom it cannot be told whose they are or whether the person is still here.
_candidates[account.id] := {"account": account, "departed": person.departed, "who": person.detail} if {
	some account in input.estate.accounts.data.accounts
	person := _people[account.person.value]
	_may_be_gone(person)
}

_candidates[account.id] := {"account": account, "departed": account.person, "who": account.person.unknown} if {
	some account in input.estate.accounts.data.accounts
	account.person.unknown
}

_people[person.id] := person if some person in input.estate.people.data.people

_may_be_gone(person) if person.departed.value == true

_may_be_gone(person) if person.departed.unknown

_guess(account) := "" if account.confidence != "heuristic"

_guess(account) := " (the person is guessed from the login name: declare it in identities.csv)" if account.confidence == "heuristic"
