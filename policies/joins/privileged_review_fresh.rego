# METADATA
# title: Privileged access was looked through recently, with evidence
# description: |
#   Rights that were right when they were given are not for ever: somebody who knows the people must look through them, and leave a
#   record that another can read. The register is access-reviews.csv or .yaml; a review of everything (`all`) counts. A review
#   without evidence is a claim.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-2 j (review of accounts), AC-6(7) (review of privileges)
# custom:
#   severity: medium
#   subject: kind of access
#   remediation: >-
#     Look through the list of accounts with those who answer for them, take away what nobody claims, and write the review into
#     access-reviews.csv: scope, reviewed_on, reviewer, accounts, removed, evidence.
#   parameters:
#     max_days: {default: 90, description: Days from one review to the next}
#   aliases: [privileged-review-fresh]
package policies.joins.privileged_review_fresh

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[$"review:{review.id}"] := [review.reviewed, review.age_days, review.evidence, review.population] if some review in _reviews

not_applicable[$"review:{review.id}"] := verdict.proof("there is no such account", [review.population]) if {
	some review in _reviews
	review.population.value == 0
	review.reviewed.value == false
}

passed[$"review:{review.id}"] := verdict.proof($"reviewed {review.age_days.value} days ago, {review.evidence.value}", [review.age_days, review.evidence]) if {
	some review in _reviews
	review.age_days.value <= _allowed
	review.evidence.value != ""
}

failed[$"review:{review.id}"] := verdict.proof("no review is recorded", [review.reviewed]) if {
	some review in _reviews
	review.reviewed.value == false
	review.population.value > 0
}

failed[$"review:{review.id}"] := verdict.proof($"the last review was {review.age_days.value} days ago, {_allowed} allowed", [review.age_days]) if {
	some review in _reviews
	review.age_days.value > _allowed
}

failed[$"review:{review.id}"] := verdict.proof($"the review of {review.age_days.value} days ago has no evidence: no ticket, no file", [review.evidence]) if {
	some review in _reviews
	review.age_days.value <= _allowed
	review.evidence.value == ""
}

_allowed := data.parameters["joins.privileged_review_fresh"].max_days

_reviews[review.id] := review if {
	some review in input.estate.access_reviews.data.reviews
	review.id == "privileged"
}
