# METADATA
# title: The training catalogue covers the needed topics and was reviewed within a year
# description: |
#   People can only be trained in what the catalogue holds. It needs phishing, passwords and second factors, mobile
#   devices, how to report, and the handling of data, and somebody has to look at it once a year. A module without
#   topics covers none; a catalogue without reviewed_on leaves the review unknown. Whether people completed the modules
#   is judged elsewhere.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/50/r1/final
#     description: NIST SP 800-50r1, building a learning program
# custom:
#   severity: medium
#   subject: organization
#   remediation: |
#     Add a module for each missing topic to training-catalogue.yaml (its `topics`), review the catalogue and write the
#     day to `reviewed_on`.
#   aliases: [training-program-current]
#   parameters:
#     max_days:
#       default: 365
#       description: Age of the last review, in days.
#     topics:
#       default: ["phishing", "passwords", "mobile", "reporting", "data"]
#       description: Topics that some module has to have.
package policies.organization.training.program_current

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["organization"] := _program.review_age_days

passed["organization"] := verdict.proof(
	$"{count(_parameters.topics)} topics are covered, reviewed on {_program.reviewed_on.value}",
	[_program.reviewed_on],
) if {
	count(_missing) == 0
	_program.review_age_days.value <= _parameters.max_days
}

failed["organization"] := verdict.proof(
	concat("; ", sort(_reasons)),
	[_program, _program.reviewed_on],
) if count(_reasons) > 0

_reasons contains $"no module covers {topic}" if some topic in _missing

_reasons contains $"last reviewed on {_program.reviewed_on.value}, {age.value} days ago" if {
	age := _program.review_age_days
	age.value > _parameters.max_days
}

_missing := {topic | some topic in _parameters.topics} - {topic | some topic in _program.topics}

_program := input.organization.training_program.data

_parameters := data.parameters["organization.training.program_current"]
