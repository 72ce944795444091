# METADATA
# title: Training records can be true
# description: |
#   A completion before the hire, after the exit or in the future, one that took a tenth of its nominal time or less,
#   and the same record twice are signs of an export put together by hand. Judged are the people who are here and have
#   records; of the others only those with such a record. The same module completed again in another year is no
#   duplicate. Records of an address that nobody in the roster has are unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/50/r1/final
#     description: NIST SP 800-50r1, building a learning program
# custom:
#   severity: low
#   subject: person
#   remediation: |
#     Compare the record with the learning platform, correct the export or let the person take the module again.
#   aliases: [training-records-integrity]
#   parameters:
#     min_duration_percent:
#       default: 10
#       description: A completion that took this share of the nominal time or less cannot be true, in per cent.
package policies.organization.training.records_integrity

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[item.id] := item.unclear if some item in _items

passed[item.id] := verdict.proof($"{item.records} records, inside employment, long enough and once each", [item]) if {
	some item in _items
	count(item.problems) == 0
	count(item.unclear) == 0
	object.get(item, ["shortest", "percent"], 100) > _max
}

failed[id] := verdict.proof(
	concat("; ", sort({problem.text | some problem in problems})),
	problems,
) if some id, problems in _problems

_problems[item.id] := problems if {
	some item in _items
	problems := array.concat(item.problems, [item.shortest | item.shortest.percent <= _max])
	count(problems) > 0
}

_items := input.organization.training_integrity.data.subjects

_max := data.parameters["organization.training.records_integrity"].min_duration_percent
