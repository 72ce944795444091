# METADATA
# title: Nearly everybody completed a module on passwords and second factors
# description: |
#   Counted are active people with a completion of any module of that topic which still counts by its interval. People
#   of whom it cannot be told make the result unknown only where they could change it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/50/r1/final
#     description: NIST SP 800-50r1, building a learning program
# custom:
#   severity: medium
#   subject: organization
#   remediation: |
#     Enrol the people without a current completion in a module with the topic passwords; give the module that topic in
#     training-catalogue.yaml where it is missing.
#   aliases: [training-topic-password-mfa]
#   parameters:
#     min_percent:
#       default: 95
#       description: Share of the active people, in per cent.
package policies.organization.training.topic_password_mfa

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["organization"] := [] if _topic

passed["organization"] := verdict.proof(
	$"{_topic.completed} of {_topic.people} ({_topic.percent} %) completed a module on passwords",
	[_state],
) if {
	_topic.covered == true
	_topic.people > 0
	_topic.percent >= _min
}

failed["organization"] := verdict.proof(
	$"{_topic.completed} of {_topic.people} ({_topic.percent} %) completed a module on passwords, {_min} % asked",
	[_state],
) if {
	_topic.covered == true
	_topic.people > 0
	_topic.possible_percent < _min
}

failed["organization"] := verdict.proof(
	"no module of the catalogue has the topic passwords",
	[_state],
) if _topic.covered == false

_topic := topic if {
	some topic in _state.topics
	topic.id == "passwords"
}

_state := input.organization.training_state.data

_min := data.parameters["organization.training.topic_password_mfa"].min_percent
