# METADATA
# title: A breach of personal data with a risk was notified within 72 hours, or the delay has a recorded reason
# description: |
#   The 72 hours count from becoming aware. An open incident whose clock ran out fails on the day itself; while it
#   runs, the rule is unknown and tells what is left. A breach without risk to persons, proved in the record, lies
#   outside. A notification after 72 hours needs its reason recorded.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://eur-lex.europa.eu/eli/reg/2016/679/oj
#     description: GDPR, article 33
# custom:
#   severity: high
#   subject: incident
#   remediation: |
#     Notify the authority now with what is known (the rest may follow), and record the reason for the delay.
#   aliases: [incident-gdpr-72h]
package policies.organization.incidents.authority_notified_in_72_hours

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[$"incident:{incident.id}"] := incident.gdpr if some incident in input.organization.incident_state.data.incidents

not_applicable[$"incident:{incident.id}"] := verdict.proof(incident.gdpr_detail, [incident.gdpr]) if {
	some incident in input.organization.incident_state.data.incidents
	incident.gdpr.value == "not-applicable"
}

passed[$"incident:{incident.id}"] := verdict.proof(incident.gdpr_detail, [incident.gdpr]) if {
	some incident in input.organization.incident_state.data.incidents
	incident.gdpr.value == "in-time"
}

failed[$"incident:{incident.id}"] := verdict.proof(incident.gdpr_detail, [incident.gdpr]) if {
	some incident in input.organization.incident_state.data.incidents
	incident.gdpr.value == "late"
}
