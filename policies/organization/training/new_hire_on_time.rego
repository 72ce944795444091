# METADATA
# title: New people complete the mandatory modules within the days of onboarding
# description: |
#   Judged are the people hired within the last year, each module against its own onboarding_days in the catalogue,
#   counted from the start date to the first completion. A completion before the start date does not count. People whose
#   days are still running are unknown, with the day it is due; people who start later are not applicable. That training
#   came before privileged access is judged where grants are known.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/50/r1/final
#     description: NIST SP 800-50r1, building a learning program
# custom:
#   severity: medium
#   subject: person
#   remediation: |
#     Enrol people on their first day, and let the manager see the due date; where it is past, complete the modules now.
#   aliases: [training-new-hire-on-time]
package policies.organization.training.new_hire_on_time

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := onboarding.fact if some id, onboarding in _onboarding

not_applicable[id] := verdict.proof(onboarding.summary, [{"at": place} | some place in onboarding.at]) if {
	some id, onboarding in _onboarding
	onboarding.state == "not-started"
}

passed[id] := verdict.proof(onboarding.summary, [{"at": place} | some place in onboarding.at]) if {
	some id, onboarding in _onboarding
	onboarding.fact.value == true
}

failed[id] := verdict.proof(onboarding.summary, [{"at": place} | some place in onboarding.at]) if {
	some id, onboarding in _onboarding
	onboarding.fact.value == false
}

_onboarding[$"person:{person.id}"] := person.onboarding if some person in input.organization.training_state.data.people
