# METADATA
# title: The register of signatures and the roster name the same people
# description: |
#   A signature of somebody the roster does not know is not counted for anybody, and a name that is almost right
#   is never guessed. An active person of whom there is no signature at all was probably forgotten by the tool
#   that collects them.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PS-6
# custom:
#   severity: medium
#   subject: organization
#   remediation: |
#     Correct the e-mail address in policy-acks.csv or in hr-roster.csv, and ask the people named for their
#     signatures.
#   aliases: [policy-ack-population-complete]
package policies.organization.policies.ack_population_complete

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["organization"] := {"at": {"file": "policy-acks.csv"}} if input.organization.policy_acknowledgement.data

subjects[$"ack:{stranger.id}"] := stranger if some stranger in input.organization.policy_acknowledgement.data.strangers

subjects[$"person:{person.id}"] := person if some person in input.organization.policy_acknowledgement.data.absent

passed["organization"] := verdict.proof($"each of {population} active people is in the register of signatures", []) if {
	input.organization.policy_acknowledgement.flag == "complete"
	population := input.organization.policy_acknowledgement.data.population
	population > 0
	input.organization.policy_acknowledgement.data.absent == []
}

failed["organization"] := verdict.proof($"{count(absent)} active people are not in the register of signatures", absent) if {
	absent := input.organization.policy_acknowledgement.data.absent
	absent != []
}

failed[$"ack:{stranger.id}"] := verdict.proof($"{stranger.id} signed {stranger.count} times and is not in the roster", [stranger]) if {
	some stranger in input.organization.policy_acknowledgement.data.strangers
}

failed[$"person:{person.id}"] := verdict.proof($"there is no signature of {person.id} under any policy", [person]) if {
	some person in input.organization.policy_acknowledgement.data.absent
}
