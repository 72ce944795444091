# METADATA
# title: Nobody who is new holds administrator rights before training and signing the access policy
# description: |
#   The first days are when mistakes cost most and when a stranger passes most easily for a colleague. Judged is whoever
#   started within the days of the parameter and holds administrator rights: some training must be completed and the
#   access-control policy signed in its current version. The time that the organization allows for both does not count here:
#   the rights can wait for them.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AT-2, PL-4, PS-6 (access agreements)
# custom:
#   severity: medium
#   subject: person
#   remediation: >-
#     Let the person finish a module and sign the access policy today, or take the rights away until then. Order the steps of
#     joining: sign, learn, then administer.
#   parameters:
#     new_days: {default: 30, description: Days after the start during which somebody is new}
#   aliases: [join-new-hire-privileged-before-training-and-ack]
package policies.joins.new_hire_privileged_before_training_and_ack

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[person.subject] := array.concat([_trained[id].any, _signed[id].access_policy], [fact | some fact in _doubts[id]]) if {
	some id, person in _new
	_may_be_admin(id)
}

passed[person.subject] := verdict.proof($"{person.email}: {_trained[id].any_detail}, {_signed[id].detail}", [_trained[id].any, _signed[id].access_policy]) if {
	some id, person in _new
	_may_be_admin(id)
	_trained[id].any.value == true
	_signed[id].access_policy.value == true
}

failed[person.subject] := verdict.proof(message, array.concat([fact | some fact in _missing_facts[id]], [account.privileged | some account in _proved[id]])) if {
	some id, person in _new
	count(_proved[id]) > 0
	count(_missing[id]) > 0
	message := $"{person.email} started {person.started_days} days ago and holds administrator rights ({_rights(id)}): {concat(", ", sort(_missing[id]))}"
}

_missing[id] contains _trained[id].any_detail if _trained[id].any.value == false

_missing[id] contains _signed[id].detail if _signed[id].access_policy.value == false

_missing_facts[id] contains _trained[id].any if _trained[id].any.value == false

_missing_facts[id] contains _signed[id].access_policy if _signed[id].access_policy.value == false

_new[id] := person if {
	some id, person in _people
	_trained[id]
	_signed[id]
	person.started_days >= 0
	person.started_days <= data.parameters["joins.new_hire_privileged_before_training_and_ack"].new_days
}

_trained[training.id] := training if some training in input.estate.training.data.people

_signed[one.id] := one if some one in input.estate.acknowledgements.data.people

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
