# METADATA
# title: Nearly everybody with a managed device completed a module on mobile devices
# description: |
#   Counted are the active people who own a laptop or phone in the export of the device management that is neither
#   wiped, retired nor returned. A shared device without an owner adds nobody.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/50/r1/final
#     description: NIST SP 800-50r1, building a learning program
# custom:
#   severity: medium
#   subject: organization
#   remediation: |
#     Enrol the holders of devices in a module with the topic mobile.
#   aliases: [training-topic-mobile]
#   parameters:
#     min_percent:
#       default: 95
#       description: Share of the holders, in per cent.
package policies.organization.training.topic_mobile

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["organization"] := [] if _holders

not_applicable["organization"] := verdict.proof("nobody holds a managed device", [_holders]) if _holders.people == 0

passed["organization"] := verdict.proof(
	$"{_holders.completed} of {_holders.people} holders of a managed device ({_holders.percent} %)",
	[_holders],
) if {
	_holders.covered == true
	_holders.people > 0
	_holders.percent >= _min
}

failed["organization"] := verdict.proof(
	$"{_holders.completed} of {_holders.people} holders of a managed device ({_holders.percent} %), {_min} % asked",
	[_holders],
) if {
	_holders.covered == true
	_holders.people > 0
	_holders.possible_percent < _min
}

failed["organization"] := verdict.proof("no module of the catalogue has the topic mobile", [_holders]) if {
	_holders.covered == false
	_holders.people > 0
}

_holders := input.organization.training_holders.data

_min := data.parameters["organization.training.topic_mobile"].min_percent
