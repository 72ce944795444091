# METADATA
# title: Nobody who moved is still in a group of the former department
# description: |
#   A group of a department opens its folders, mailing lists and chats. To which department a group belongs is told by the
#   directory, or by `groups` in role-entitlements.yaml; groups without one are not judged. A group that the present position
#   gives all the same is no leftover. The days are those of mover_retains_old_grants.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PS-5 (personnel transfer); NIST SP 800-53, AC-2 (account management)
# custom:
#   severity: medium
#   subject: person who moved
#   remediation: >-
#     Take the person out of the groups. Let the directory fill groups of departments from the attribute department, so that a
#     move in the HR system does it.
#   parameters:
#     max_days: {default: 30, description: Days after the move when neither an approved policy nor the catalogue says}
#   aliases: [mover-old-department-groups]
package policies.joins.mover_old_department_groups

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[mover.id] := _guesses(mover) if some mover in _movers

not_applicable[mover.id] := verdict.proof($"moved {mover.moved_days} days ago, {_allowed(mover)} are allowed", [mover]) if {
	some mover in _movers
	mover.moved_days <= _allowed(mover)
}

passed[mover.id] := verdict.proof($"in no group of {mover.previous_department}", [mover]) if {
	some mover in _movers
	mover.moved_days > _allowed(mover)
	count(mover.department_groups) == 0
	mover.owned_groups == true
	count(mover.unread) == 0
}

failed[mover.id] := verdict.proof(message, array.concat(mover.department_groups, [mover])) if {
	some mover in _movers
	mover.moved_days > _allowed(mover)
	count([held | some held in mover.department_groups; held.sure == true]) > 0
	message := $"{mover.label} left {mover.previous_department} on {mover.moved_on} and is still in {concat(", ", sort({one.text | some one in mover.department_groups}))}"
}

_movers[mover.id] := mover if {
	some mover in input.estate.movers.data.movers
	mover.previous_department != ""
	mover.accounts > 0
}

_guesses(mover) := array.concat(
	array.concat(mover.unread, _undeclared(mover)),
	[{"unknown": why, "at": held.at} |
		some held in mover.department_groups
		held.sure == false
		why := $"{held.text}: declare the account in identities.csv"
	],
)

_undeclared(mover) := [{
	"unknown": "no group of the person tells its department: list groups with their department in role-entitlements.yaml",
	"at": mover.at,
}] if {
	mover.owned_groups == false
}

_undeclared(mover) := [] if mover.owned_groups == true

_allowed(mover) := object.get(mover, "grace_days", data.parameters["joins.mover_old_department_groups"].max_days)
