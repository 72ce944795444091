# METADATA
# title: Who typed something into two simulated phishings was trained since
# description: |
#   One submission happens to anybody and is not judged. After the second within twelve months, a module on phishing has
#   to be completed after the last one. A completion on the same day is unknown: the records do not tell which came
#   first. The result names people: use it to help them, not to punish.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.getgophish.com/user-guide/documentation/campaigns
#     description: gophish user guide, campaigns
#   - ref: https://csrc.nist.gov/pubs/sp/800/50/r1/final
#     description: NIST SP 800-50r1, building a learning program
# custom:
#   severity: high
#   subject: person
#   remediation: |
#     Assign a module on phishing to the person, talk to them, and export training.csv once it is completed.
#   aliases: [phishing-repeat-failers-retrained]
#   parameters:
#     submissions:
#       default: 2
#       description: From how many submissions in twelve months on.
package policies.organization.training.phishing_repeat_failers_retrained

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := person.retrained if some id, person in _people

not_applicable[id] := verdict.proof($"{person.submissions} submission only", [person]) if {
	some id, person in _people
	person.submissions < _repeat
}

passed[id] := verdict.proof(
	$"{person.submissions} submissions, the last on {person.last_on}; {person.summary}",
	[person.retrained],
) if {
	some id, person in _people
	person.submissions >= _repeat
	person.retrained.value == true
}

failed[id] := verdict.proof(
	$"{person.submissions} submissions, the last on {person.last_on}; {person.summary}",
	[person.retrained],
) if {
	some id, person in _people
	person.submissions >= _repeat
	person.retrained.value == false
}

_people[$"person:{person.id}"] := person if some person in input.organization.phishing_failers.data.people

_repeat := data.parameters["organization.training.phishing_repeat_failers_retrained"].submissions
