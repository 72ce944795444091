# METADATA
# title: No administrator has typed data into a simulated phishing page without being retrained
# description: |
#   The person whose password opens everything is the one whom an attacker writes to. This is a reason for a second factor
#   that cannot be phished and for training, never for blame. Only submissions of the last twelve months count, and a
#   completion of the module on phishing after the last one settles it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/50/r1/final
#     description: NIST SP 800-50r1, awareness programs
#   - ref: https://www.cisa.gov/MFA
#     description: CISA, phishing-resistant MFA
# custom:
#   severity: high
#   subject: person
#   remediation: >-
#     Train the person now, give the administrator account a security key (FIDO2), and separate it from the account that reads
#     mail.
#   aliases: [join-phish-submitter-is-admin]
package policies.joins.phish_submitter_is_admin

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[person.subject] := array.concat([phished.retrained], [fact | some fact in _doubts[id]]) if {
	some id, phished in _phished
	person := _people[id]
	_may_be_admin(id)
}

passed[person.subject] := verdict.proof($"{person.email}: {phished.detail}", [phished.retrained]) if {
	some id, phished in _phished
	person := _people[id]
	_may_be_admin(id)
	phished.retrained.value == true
}

failed[person.subject] := verdict.proof(message, array.concat([phished], [account.privileged | some account in _proved[id]])) if {
	some id, phished in _phished
	person := _people[id]
	count(_proved[id]) > 0
	phished.retrained.value == false
	message := $"{person.email} {phished.detail}, and is an administrator ({_rights(id)})"
}

_phished[one.id] := one if some one in input.estate.phishing.data.people

_may_be_admin(id) if count(_proved[id]) > 0

_may_be_admin(id) if count(_doubts[id]) > 0

# Enabled privileged accounts of each person; what cannot be told about an account stays open.
_proved[person] contains account if {
	some account in input.estate.accounts.data.accounts
	account.privileged.value == true
	account.enabled.value == true
	person := account.person.value
}

_doubts[person] contains fact if {
	some account in input.estate.accounts.data.accounts
	person := account.person.value
	_not_excluded(account.privileged)
	_not_excluded(account.enabled)
	some fact in [account.privileged, account.enabled]
	fact.unknown
}

_not_excluded(fact) if fact.value == true

_not_excluded(fact) if fact.unknown

_rights(person) := concat(", ", sort([$"{account.id}: {account.privilege}" | some account in _proved[person]]))

_people[person.id] := person if {
	some person in input.estate.people.data.people
	person.departed.value == false
}
