# METADATA
# title: Everybody with administrator rights was trained for them in the last year
# description: |
#   Awareness for all is not the training that root needs. Judged is whoever holds an enabled account with root by sudo or
#   with the rights of an administrator in a cloud account, and completed a module for administrators (topic admin, or
#   mandatory_for: privileged) within its interval. A person whose rights cannot be told is unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AT-3 (role-based training)
# custom:
#   severity: medium
#   subject: person
#   remediation: >-
#     Enrol the person in the module for administrators, and make its completion a condition for the rights.
#   aliases: [join-admin-untrained]
package policies.joins.admin_untrained

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[person.subject] := array.concat([_trained[id].role_based], [fact | some fact in _doubts[id]]) if {
	some id, person in _people
	_trained[id]
	_may_be_admin(id)
}

passed[person.subject] := verdict.proof($"{person.email} {training.role_based_detail}", [training.role_based]) if {
	some id, person in _people
	training := _trained[id]
	count(_proved[id]) > 0
	training.role_based.value == true
}

failed[person.subject] := verdict.proof(message, array.concat([training.role_based], [account.privileged | some account in _proved[id]])) if {
	some id, person in _people
	training := _trained[id]
	count(_proved[id]) > 0
	training.role_based.value == false
	message := $"{person.email} holds administrator rights ({_rights(id)}): {training.role_based_detail}"
}

_trained[training.id] := training if some training in input.estate.training.data.people

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
