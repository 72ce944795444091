# METADATA
# title: Every active person completed the mandatory modules within their interval
# description: |
#   The population comes from the roster of HR, not from the learning platform: removing a person from a campaign
#   deletes the record there. Judged are the modules that the catalogue makes mandatory for all or for the person's
#   department; modules for privileged people are judged where grants are known. A record counts when it is completed,
#   after the hire and not in the future. People inside the days of onboarding are unknown, not failed.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/50/r1/final
#     description: NIST SP 800-50r1, building a learning program
# custom:
#   severity: medium
#   subject: person
#   remediation: |
#     Enrol the person again and follow up with the manager; export training.csv once the module is completed.
#   aliases: [training-completed-annually]
package policies.organization.training.completed_annually

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := annual.fact if some id, annual in _annual

passed[id] := verdict.proof(annual.summary, [{"at": place} | some place in annual.at]) if {
	some id, annual in _annual
	annual.fact.value == true
}

failed[id] := verdict.proof(annual.summary, [{"at": place} | some place in annual.at]) if {
	some id, annual in _annual
	annual.fact.value == false
}

_annual[$"person:{person.id}"] := person.annual if some person in input.organization.training_state.data.people
