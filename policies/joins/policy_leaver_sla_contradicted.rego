# METADATA
# title: Accounts of people who left are closed within the hours that the policy promises
# description: |
#   The policy says how soon (leaver_revoke_hours); the roster says when somebody left; the systems say what still works.
#   The hours count from the end of the last day. Whose leaving is more recent is not late yet.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PS-4 (personnel termination)
# custom:
#   severity: medium
#   subject: policy
#   remediation: >-
#     Close the accounts named, and find out why the promise was not kept: nobody was told, or the system was not on the list.
#     A promise that cannot be kept by hand needs the HR system to trigger it.
#   aliases: [join-policy-leaver-sla-contradicted]
package policies.joins.policy_leaver_sla_contradicted

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [item.account.enabled | some item in _late[id]] if some id, _ in _promises

passed[id] := verdict.proof("every account of somebody who left in time is closed", [promise]) if {
	some id, promise in _promises
	every item in _late[id] {
		item.account.enabled.value == false
	}
}

failed[id] := verdict.proof(message, array.concat([promise], [item.account.enabled | some item in open])) if {
	some id, promise in _promises
	open := [item | some item in _late[id]; item.account.enabled.value == true]
	count(open) > 0
	told := [$"{item.account.id} ({item.person.email}, {item.person.left_hours} h)" | some item in open]
	message := $"the policy allows {promise.number} h, and still open are {concat(", ", sort(told))}"
}

_promises[$"policy:{promise.policy}"] := promise if {
	some promise in input.estate.promises.data.promises
	promise.parameter == "leaver_revoke_hours"
	count(_leavers(promise)) > 0
}

_late[$"policy:{promise.policy}"] := _leavers(promise) if some promise in _promises

_leavers(promise) := [{"account": account, "person": person} |
	some account in input.estate.accounts.data.accounts
	person := _people[account.person.value]
	person.left_hours > promise.number
	person.departed.value == true
]

_people[person.id] := person if some person in input.estate.people.data.people
