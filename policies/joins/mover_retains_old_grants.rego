# METADATA
# title: Whoever moved to another position gave back the grants of the former one
# description: |
#   Rights pile up with each move until somebody can order and approve at once. A leftover is a grant that the catalogue of
#   positions gives the former position and neither the present one nor everybody (birthright). All accounts of the person are
#   looked at together, over directories, cloud accounts and hosts: one finding names every grant to take back with its line.
#   Grants outside both positions are judged elsewhere. Inside the days that the policy allows (mover_revoke_days, else
#   grace_days of the catalogue, else the parameter) nothing is late yet. Disabled accounts hold nothing that can be used. The
#   catalogue must hold both positions, else it cannot be told. Where only the name of an account tells whose it is, the
#   leftover is told beside surer ones; alone it proves nothing.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PS-5 (personnel transfer); NIST SP 800-53, AC-2 (account management)
# custom:
#   severity: high
#   subject: person who moved
#   remediation: >-
#     Take the grants away (`gpasswd --delete LOGIN GROUP`, `aws iam remove-user-from-group`, …); `vauban leavers` lists them
#     with a command each. Make the move in the HR system open a task for the former team, with a date.
#   parameters:
#     max_days: {default: 30, description: Days after the move when neither an approved policy nor the catalogue says}
#   aliases: [join-mover-retains-old-grants, mover-entitlements-match-position]
package policies.joins.mover_retains_old_grants

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[mover.id] := array.concat(mover.doubts, _guesses(mover)) if some mover in _movers

not_applicable[mover.id] := verdict.proof($"moved {mover.moved_days} days ago, {_allowed(mover)} are allowed", [mover]) if {
	some mover in _movers
	mover.moved_days <= _allowed(mover)
}

not_applicable[mover.id] := verdict.proof("no account of the person was found that may be enabled", [mover]) if {
	some mover in _movers
	mover.moved_days > _allowed(mover)
	mover.accounts == 0
}

passed[mover.id] := verdict.proof($"no grant of {mover.previous_position} is left on accounts ({mover.accounts})", [mover]) if {
	some mover in _movers
	mover.moved_days > _allowed(mover)
	mover.accounts > 0
	count(mover.leftovers) == 0
	count(mover.doubts) == 0
}

failed[mover.id] := verdict.proof(message, array.concat(mover.leftovers, [mover])) if {
	some mover in _movers
	mover.moved_days > _allowed(mover)
	count([held | some held in mover.leftovers; held.sure == true]) > 0
	message := $"{mover.label} is no longer {mover.previous_position} since {mover.moved_on}, {mover.moved_days} days ({_allowed(mover)} allowed), and still holds {_list(mover.leftovers)}"
}

# Without the former position nothing can be compared: the department alone is judged by mover_old_department_groups.
_movers[mover.id] := mover if {
	some mover in input.estate.movers.data.movers
	mover.previous_position != ""
}

_guesses(mover) := [{"unknown": why, "at": held.at} |
	some held in mover.leftovers
	held.sure == false
	why := $"{held.text}: declare the account in identities.csv"
]

_list(held) := concat(", ", sort({one.text | some one in held}))

_allowed(mover) := object.get(mover, "grace_days", data.parameters["joins.mover_retains_old_grants"].max_days)
