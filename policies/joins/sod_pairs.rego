# METADATA
# title: Nobody holds both sides of a declared pair of duties
# description: |
#   One who creates a payment and approves it needs no accomplice. The pairs are declared under `sod` in role-entitlements.yaml
#   as groups, roles and sudo profiles; without a declared pair there is nothing to judge. All accounts of one person count
#   together, over all systems, so that a group here and a role there are seen; accounts that are nobody's are looked at one by
#   one. What a policy of a cloud allows by itself, without a group or role that is named in a pair, is not seen. Where only the
#   name links the accounts, the finding is unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-5 (separation of duties)
# custom:
#   severity: critical
#   subject: pair of duties, or who holds it
#   remediation: >-
#     Decide which of the two the person keeps, and take the other away. Where the team is too small, let a second person approve
#     each time and write the exception down with an end.
#   aliases: [sod-pairs]
package policies.joins.sod_pairs

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[pair.id] := pair.doubts if {
	some pair in input.estate.duties.data.pairs
	count(pair.holders) == 0
}

subjects[holder.id] := [{"unknown": $"it may hold both: {holder.text}; declare the accounts in identities.csv", "at": pair.at}] if {
	some pair in input.estate.duties.data.pairs
	some holder in pair.holders
}

passed[pair.id] := verdict.proof($"nobody of {pair.examined} holds {pair.text}", [pair]) if {
	some pair in input.estate.duties.data.pairs
	count(pair.holders) == 0
	count(pair.doubts) == 0
}

failed[holder.id] := verdict.proof($"{holder.who} holds {pair.text}: {holder.text}{_why(pair)}", array.concat(holder.held, [pair])) if {
	some pair in input.estate.duties.data.pairs
	some holder in pair.holders
	holder.sure == true
}

_why(pair) := "" if pair.why == ""

_why(pair) := $" ({pair.why})" if pair.why != ""
