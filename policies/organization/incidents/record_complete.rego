# METADATA
# title: The record of each incident is complete and its times are in order
# description: |
#   The record is what the next incident, the authority and the court are told from. Needed are severity, owner,
#   affected assets and the times of detection, triage, containment and recovery, in this order. An open incident
#   is unknown until it is closed, unless something is missing or out of order already; a false alarm lies
#   outside.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/61/r3/final
#     description: NIST SP 800-61
#   - ref: https://eur-lex.europa.eu/eli/reg/2016/679/oj
#     description: GDPR, article 33(5)
# custom:
#   severity: medium
#   subject: incident
#   remediation: |
#     Complete the record in incidents.yaml from the logs and the notes of the people involved.
#   aliases: [incident-record-complete]
package policies.organization.incidents.record_complete

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[$"incident:{incident.id}"] := [incident.status, incident.open_points] if some incident in input.organization.incident_state.data.incidents

not_applicable[$"incident:{incident.id}"] := verdict.proof("a false alarm", [incident.status]) if {
	some incident in input.organization.incident_state.data.incidents
	incident.status.value == "false-positive"
}

passed[$"incident:{incident.id}"] := verdict.proof("complete and in order", [incident]) if {
	some incident in _real
	incident.faults == []
	incident.open_points.value == ""
}

failed[$"incident:{incident.id}"] := verdict.proof(concat("; ", incident.faults), [incident]) if {
	some incident in _real
	incident.faults != []
}

_real contains incident if {
	some incident in input.organization.incident_state.data.incidents
	incident.status.value in {"open", "contained", "closed"}
}
