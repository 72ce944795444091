# METADATA
# title: Accounts of people on a long leave are suspended
# description: |
#   An account that nobody watches for months is the best one to take over: its owner notices no sign-in and answers no warning.
#   Since when somebody is absent is told by hr-events.csv (extended-leave); the roster alone says that, and not since when.
#   Shorter absences do not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-2 (account management)
# custom:
#   severity: medium
#   subject: account of somebody on leave
#   remediation: >-
#     Suspend the account until the return, and tell the person so before the leave; keep the mailbox readable for who stands in
#     through a delegation, not through the password.
#   parameters:
#     max_days: {default: 30, description: Days of absence that leave the account open}
#   aliases: [leave-of-absence-suspended]
package policies.joins.leave_of_absence_suspended

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := [one.person.leave_days, one.account.enabled] if some id, one in _absent

not_applicable[id] := verdict.proof($"absent for {one.person.leave_days.value} days", [one.person.leave_days]) if {
	some id, one in _absent
	one.person.leave_days.value <= _allowed
}

passed[id] := verdict.proof("the account is suspended", [one.account.enabled]) if {
	some id, one in _absent
	one.account.enabled.value == false
	_is_long(one.person.leave_days)
}

failed[id] := verdict.proof($"{one.person.label} is on leave for {one.person.leave_days.value} days, and the account on {one.account.system} is enabled", [one.person.leave_days, one.account.enabled]) if {
	some id, one in _absent
	one.person.leave_days.value > _allowed
	one.account.enabled.value == true
	one.account.confidence != "heuristic"
}

_is_long(days) if days.value > _allowed

_is_long(days) if days.unknown

_allowed := data.parameters["joins.leave_of_absence_suspended"].max_days

_absent[account.id] := {"person": person, "account": account} if {
	some account in input.estate.accounts.data.accounts
	person := _people[account.person.value]
}

_people[person.id] := person if {
	some person in input.estate.people.data.people
	person.state.value == "on-leave"
}
