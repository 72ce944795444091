# METADATA
# title: No SSH key lets in anybody who left
# description: |
#   Locking the password of an account does not lock its keys: sshd asks for no password where a key fits. An entry in
#   authorized_keys stays until somebody deletes it. Judged are the accounts of the person; a key of the person in the file
#   of another account is not seen, because comments and fingerprints of keys are not collected.
#   An account without a shell, or one that has expired, lets no key in.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PS-4 (personnel termination)
#   - ref: https://man.openbsd.org/sshd#AUTHORIZED_KEYS_FILE_FORMAT
#     description: sshd(8), authorized_keys
# custom:
#   severity: high
#   subject: account of somebody who left
#   remediation: >-
#     Delete the entries (`rm ~LOGIN/.ssh/authorized_keys`), expire the account (`usermod --expiredate 1 LOGIN`), and look for
#     the same key in the files of shared accounts and of root.
#   aliases: [join-departed-key-still-authorized]
package policies.joins.departed_key_still_authorized

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [candidate.departed, candidate.account.keys] if some id, candidate in _candidates

passed[id] := verdict.proof("no SSH key opens the account", [candidate.account.keys]) if {
	some id, candidate in _candidates
	candidate.account.keys.value == 0
}

failed[id] := verdict.proof(message, [candidate.departed, candidate.account.keys]) if {
	some id, candidate in _candidates
	candidate.departed.value == true
	candidate.account.keys.value > 0
	message := $"{candidate.who}, and SSH keys ({candidate.account.keys.value}) still open {candidate.account.name} on {trim_prefix(candidate.account.system, "host:")}{_guess(candidate.account)}"
}

# Accounts of people who left, and those of whom it cannot be told whose they are or whether the person is still here.
_candidates[account.id] := {"account": account, "departed": person.departed, "who": person.detail} if {
	some account in input.estate.accounts.data.accounts
	account.kind == "host"
	person := _people[account.person.value]
	_may_be_gone(person)
}

_candidates[account.id] := {"account": account, "departed": account.person, "who": account.person.unknown} if {
	some account in input.estate.accounts.data.accounts
	account.kind == "host"
	account.person.unknown
}

_people[person.id] := person if some person in input.estate.people.data.people

_may_be_gone(person) if person.departed.value == true

_may_be_gone(person) if person.departed.unknown

_guess(account) := "" if account.confidence != "heuristic"

_guess(account) := " (the person is guessed from the login name: declare it in identities.csv)" if account.confidence == "heuristic"
