# METADATA
# title: A significant incident was warned of in 24 hours, notified in 72, and reported a month after the notification
# description: |
#   The first two delays count from becoming aware, the final report from the notification. While a delay runs the
#   rule is unknown and tells what is left; a delay that is over and not kept fails at once. Whether an incident
#   is significant is to be decided and recorded.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://eur-lex.europa.eu/eli/dir/2022/2555/oj
#     description: Directive (EU) 2022/2555, article 23(4)
# custom:
#   severity: high
#   subject: incident
#   remediation: |
#     Send the missing early warning, notification or final report to the CSIRT or the authority, and record its
#     time.
#   aliases: [incident-nis2-deadlines]
package policies.organization.incidents.nis2_deadlines_met

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[$"incident:{incident.id}"] := incident.nis2 if some incident in input.organization.incident_state.data.incidents

not_applicable[$"incident:{incident.id}"] := verdict.proof(incident.nis2_detail, [incident.nis2]) if {
	some incident in input.organization.incident_state.data.incidents
	incident.nis2.value == "not-applicable"
}

passed[$"incident:{incident.id}"] := verdict.proof(incident.nis2_detail, [incident.nis2]) if {
	some incident in input.organization.incident_state.data.incidents
	incident.nis2.value == "in-time"
}

failed[$"incident:{incident.id}"] := verdict.proof(incident.nis2_detail, [incident.nis2]) if {
	some incident in input.organization.incident_state.data.incidents
	incident.nis2.value == "late"
}
