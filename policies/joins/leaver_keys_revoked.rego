# METADATA
# title: No access key of anybody who left is active
# description: |
#   An access key works from anywhere without a second factor, and often lives on in scripts and on laptops. Disabling the
#   console password of the person does not touch it. SSH keys on hosts are judged by departed_key_still_authorized.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PS-4 (personnel termination)
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
#     description: AWS, managing access keys
# custom:
#   severity: high
#   subject: account of somebody who left
#   remediation: >-
#     Deactivate the key, see what breaks, then delete it: `aws iam update-access-key --user-name NAME --access-key-id ID
#     --status Inactive`. Give programs that used it a role of their own.
#   aliases: [leaver-keys-revoked]
package policies.joins.leaver_keys_revoked

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [candidate.departed, candidate.account.keys] if some id, candidate in _candidates

passed[id] := verdict.proof("no key is active", [candidate.account.keys]) if {
	some id, candidate in _candidates
	candidate.account.keys.value == 0
}

failed[id] := verdict.proof(message, [candidate.departed, candidate.account.keys]) if {
	some id, candidate in _candidates
	candidate.departed.value == true
	candidate.account.keys.value > 0
	message := $"{candidate.who}, and access keys ({candidate.account.keys.value}) of {candidate.account.name} are still active{_guess(candidate.account)}"
}

# Accounts of people who left, and those of whom it cannot be told whose they are or whether the person is still here.
_candidates[account.id] := {"account": account, "departed": person.departed, "who": person.detail} if {
	some account in input.estate.accounts.data.accounts
	account.kind == "cloud"
	person := _people[account.person.value]
	_may_be_gone(person)
}

_candidates[account.id] := {"account": account, "departed": account.person, "who": account.person.unknown} if {
	some account in input.estate.accounts.data.accounts
	account.kind == "cloud"
	account.person.unknown
}

_people[person.id] := person if some person in input.estate.people.data.people

_may_be_gone(person) if person.departed.value == true

_may_be_gone(person) if person.departed.unknown

_guess(account) := "" if account.confidence != "heuristic"

_guess(account) := " (the person is guessed from the login name: declare it in identities.csv)" if account.confidence == "heuristic"
