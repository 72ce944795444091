# METADATA
# title: Everybody has a manager who is here
# description: |
#   Whoever approves the rights of a person, and says that they are still needed, is the manager. When that one is gone, requests go
#   unanswered or are approved by habit. One person at the head has nobody above. A manager on leave or yet to come does not
#   approve either, and is told as open.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-2 (account management)
# custom:
#   severity: low
#   subject: person
#   remediation: >-
#     Name the manager in the roster; when a manager leaves, move the team in the same step.
#   aliases: [manager-present]
package policies.joins.manager_present

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[person.subject] := array.concat([person.manager_state], _absent(person)) if some person in _here

not_applicable[person.subject] := verdict.proof("nobody is above, and others name this person as their manager", [person.manager_state]) if {
	some person in _here
	person.manager_state.value == "head"
}

passed[person.subject] := verdict.proof("the manager is here", [person.manager_state]) if {
	some person in _here
	person.manager_state.value == "active"
}

failed[person.subject] := verdict.proof($"{person.label}: {_fault[person.manager_state.value]}", [person.manager_state]) if {
	some person in _here
	_fault[person.manager_state.value]
}

_fault := {
	"none": "no manager is named",
	"left": "the manager left",
	"not-in-roster": "the manager is not in the roster",
	"self": "is named as the own manager",
}

_absent(person) := [{"unknown": why, "at": person.at} |
	person.manager_state.value in {"on-leave", "future"}
	why := $"the manager is {person.manager_state.value}: name who stands in"
]

_here[person.id] := person if {
	some person in input.estate.people.data.people
	person.state.value in {"active", "on-leave"}
}
