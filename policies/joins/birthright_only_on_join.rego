# METADATA
# title: Whoever is new holds what the position gives and nothing else
# description: |
#   A new account that is copied from a colleague's inherits what that one gathered in ten years. Compared is with the position in
#   role-entitlements.yaml and with what everybody has (birthright). The group that a host makes for each user and Debian's
#   groups of devices do not count, nor a group that gives nothing but what the position has.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-2 (account management)
# custom:
#   severity: low
#   subject: person who is new
#   remediation: >-
#     Take away what the position does not give, or complete the catalogue. Make accounts from the position, never by copying
#     another one.
#   parameters:
#     new_days: {default: 30, description: Days after the start during which somebody is new}
#   aliases: [birthright-only-on-join]
package policies.joins.birthright_only_on_join

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[joiner.id] := array.concat(joiner.doubts, _guesses(joiner)) if some joiner in _new

passed[joiner.id] := verdict.proof($"holds what {joiner.position.value} gives", [joiner]) if {
	some joiner in _new
	count(joiner.excess) == 0
	count(joiner.doubts) == 0
}

failed[joiner.id] := verdict.proof($"{joiner.label} started {joiner.started_days} days ago as {joiner.position.value} and holds beside it {concat(", ", sort({held.text | some held in joiner.excess}))}", joiner.excess) if {
	some joiner in _new
	count([held | some held in joiner.excess; held.sure == true]) > 0
}

_new[joiner.id] := joiner if {
	some joiner in input.estate.joiners.data.joiners
	joiner.started_days <= data.parameters["joins.birthright_only_on_join"].new_days
}

_guesses(joiner) := [{"unknown": why, "at": held.at} |
	some held in joiner.excess
	held.sure == false
	why := $"{held.text}: declare the account in identities.csv"
]
