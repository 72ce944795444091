# METADATA
# title: Each closed grave incident has its cause and actions within 30 days, and no action is overdue
# description: |
#   An incident whose cause is not known happens again. In scope are closed incidents of severity 1 and 2. Inside
#   the 30 days after the closing the rule is unknown; an action past its due date fails.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/61/r3/final
#     description: NIST SP 800-61, improvement
# custom:
#   severity: medium
#   subject: incident
#   remediation: |
#     Write down the cause, give each corrective action an owner and a date, and finish or re-plan the overdue
#     ones.
#   aliases: [incident-postmortem-done]
package policies.organization.incidents.postmortem_done

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[$"incident:{incident.id}"] := incident.postmortem if some incident in input.organization.incident_state.data.incidents

not_applicable[$"incident:{incident.id}"] := verdict.proof(incident.postmortem_detail, [incident.postmortem]) if {
	some incident in input.organization.incident_state.data.incidents
	incident.postmortem.value == "not-applicable"
}

passed[$"incident:{incident.id}"] := verdict.proof(incident.postmortem_detail, [incident.postmortem]) if {
	some incident in input.organization.incident_state.data.incidents
	incident.postmortem.value == "done"
}

failed[$"incident:{incident.id}"] := verdict.proof(incident.postmortem_detail, [incident.postmortem]) if {
	some incident in input.organization.incident_state.data.incidents
	incident.postmortem.value == "overdue"
}
