# METADATA
# title: Whoever moved to another position gave back the grants of the former one
# description: |
#   Rights pile up with each move until somebody can order and approve at once. A leftover is a grant that the catalogue of
#   positions gives the former position and not the present one. Grants outside both are judged elsewhere. Inside the days
#   that the policy allows (mover_revoke_days, else the parameter) nothing is late yet. Disabled accounts hold nothing that
#   can be used. The catalogue must hold both positions, else it cannot be told.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PS-5 (personnel transfer); NIST SP 800-53, AC-2 (account management)
# custom:
#   severity: high
#   subject: account of somebody who moved
#   remediation: >-
#     Take the grants away (`gpasswd --delete LOGIN GROUP`, `aws iam remove-user-from-group`, …). Make the move in the HR
#     system open a task for the former team, with a date.
#   parameters:
#     max_days: {default: 30, description: Days after the move when no approved policy has mover_revoke_days}
#   aliases: [join-mover-retains-old-grants, mover-entitlements-match-position]
package policies.joins.mover_retains_old_grants

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := array.concat([move.account.entitlements, move.person.position], _unlisted(move.person)) if some id, move in _moves

not_applicable[id] := verdict.proof($"moved {move.person.moved_days} days ago, {_allowed(move.person)} are allowed", [move.person]) if {
	some id, move in _moves
	move.person.moved_days <= _allowed(move.person)
}

passed[id] := verdict.proof("no grant of the former position is left", [move.account.entitlements]) if {
	some id, move in _moves
	move.person.moved_days > _allowed(move.person)
	every grant in move.account.entitlements.value {
		grant in _harmless[id]
	}
}

failed[id] := verdict.proof(message, [move.account.entitlements, move.person]) if {
	some id, move in _moves
	move.person.moved_days > _allowed(move.person)
	count(_leftovers[id]) > 0
	message := $"{move.person.email} is no longer {move.person.previous_position} since {move.person.moved_on}, {move.person.moved_days} days ({_allowed(move.person)} allowed), and still holds {concat(", ", sort(_leftovers[id]))}"
}

_moves[account.id] := {"account": account, "person": person} if {
	some account in input.estate.accounts.data.accounts
	person := _people[account.person.value]
	person.moved_days >= 0
	person.previous_position != ""
	person.departed.value == false
	_may_be_enabled(account)
}

_may_be_enabled(account) if account.enabled.value == true

_may_be_enabled(account) if account.enabled.unknown

_leftovers[id] := (held & _positions[move.person.previous_position]) - _positions[move.person.position.value] if {
	some id, move in _moves
	held := _held(move.account)
}

# Grants that the present position has, or that the former one never gave.
_harmless[id] := (held & _positions[move.person.position.value]) | (held - _positions[move.person.previous_position]) if {
	some id, move in _moves
	held := _held(move.account)
}

_held(account) := {grant | some grant in grants} if grants := account.entitlements.value

_allowed(person) := object.get(person, "move_grace_days", data.parameters["joins.mover_retains_old_grants"].max_days)

# The positions of the person that the catalogue does not hold.
_unlisted(person) := [{"unknown": $"role-entitlements.yaml has no position {position}", "at": person.at} |
	some position in [person.previous_position, person.position.value]
	not _positions[position]
]

_positions[position.id] := {grant | some grant in position.grants} if {
	some position in input.estate.entitlements.data.positions
}

_people[person.id] := person if some person in input.estate.people.data.people
