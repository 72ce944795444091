# METADATA
# title: No move left somebody with both sides of a forbidden pair of duties
# description: |
#   The old position could order, the new one approves: together they need nobody else. Judged from the day of the move on,
#   without days of grace, since the pair is dangerous at once. The pairs are `sod` of role-entitlements.yaml; one side at least
#   must be a leftover of the former position (other holders are judged by sod_pairs). A side on an account whose owner is only
#   guessed from its name proves nothing.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PS-5 (personnel transfer); NIST SP 800-53, AC-2 (account management)
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-5 (separation of duties)
# custom:
#   severity: critical
#   subject: person who moved
#   remediation: >-
#     Take the leftover of the former position away today, then look at what was done with both since the move. Where the time of
#     handing over needs both, let a second person approve.
#   aliases: [mover-toxic-accumulation]
package policies.joins.mover_toxic_accumulation

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[mover.id] := array.concat(mover.doubts, _guesses(mover)) if some mover in _movers

passed[mover.id] := verdict.proof("no forbidden pair came of the move", [mover]) if {
	some mover in _movers
	count(mover.toxic) == 0
	count(mover.doubts) == 0
}

failed[mover.id] := verdict.proof(message, [held | some pair in pairs; some held in pair.held]) if {
	some mover in _movers
	pairs := [pair | some pair in mover.toxic; _is_sure(pair)]
	count(pairs) > 0
	message := $"{mover.label} moved on {mover.moved_on} and now holds {concat("; ", sort({_said(pair) | some pair in pairs}))}"
}

_movers[mover.id] := mover if {
	count(input.estate.duties.data.pairs) > 0
	some mover in input.estate.movers.data.movers
	mover.accounts > 0
}

_said(pair) := $"{pair.text} ({concat(", ", sort({held.text | some held in pair.held}))}){_why(pair)}"

_why(pair) := "" if pair.why == ""

_why(pair) := $": {pair.why}" if pair.why != ""

_is_sure(pair) if {
	every held in pair.held {
		held.sure == true
	}
}

_guesses(mover) := [{"unknown": why, "at": held.at} |
	some pair in mover.toxic
	some held in pair.held
	held.sure == false
	why := $"{held.text}: declare the account in identities.csv"
]
