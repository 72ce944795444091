# METADATA
# title: Each item of evidence has a collector, a time and the hash of the file that is kept
# description: |
#   Evidence that cannot be shown to be unchanged is a story. The hash is compared with the file where it was
#   supplied; a file that was not supplied leaves the item unknown. Incidents without an item of evidence lie
#   outside.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc3227
#     description: RFC 3227, evidence collection
# custom:
#   severity: medium
#   subject: incident
#   remediation: |
#     Record who collected the item, when, and its sha256 at that time; keep the file beside the register.
#   aliases: [incident-evidence-preserved]
package policies.organization.incidents.evidence_preserved

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[$"incident:{incident.id}"] := incident.evidence if some incident in input.organization.incident_state.data.incidents

not_applicable[$"incident:{incident.id}"] := verdict.proof(incident.evidence_detail, [incident.evidence]) if {
	some incident in input.organization.incident_state.data.incidents
	incident.evidence.value == "none"
}

passed[$"incident:{incident.id}"] := verdict.proof(incident.evidence_detail, [incident.evidence]) if {
	some incident in input.organization.incident_state.data.incidents
	incident.evidence.value == "preserved"
}

failed[$"incident:{incident.id}"] := verdict.proof(incident.evidence_detail, [incident.evidence]) if {
	some incident in input.organization.incident_state.data.incidents
	incident.evidence.value == "faulty"
}
