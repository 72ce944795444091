# METADATA
# title: The contacts of authorities and partners were reviewed within the year
# description: |
#   In an incident nobody has the time to find out that a number changed. A contact that was never reviewed fails.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, IR-6
# custom:
#   severity: low
#   subject: contact
#   remediation: |
#     Call or write to the contact, correct the entry, and write reviewed_on in organization.yaml.
#   aliases: [authority-contacts-current]
#   parameters:
#     max_days:
#       default: 365
#       description: Days since the last review.
package policies.organization.incidents.authority_contacts_current

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"contact:{contact.id}"] := contact.reviewed_days if some contact in input.organization.contact_state.data.contacts

passed[$"contact:{contact.id}"] := verdict.proof($"reviewed on {contact.reviewed_on}", [contact.reviewed_days]) if {
	some contact in input.organization.contact_state.data.contacts
	contact.reviewed_days.value >= 0
	contact.reviewed_days.value <= _max_days
}

failed[$"contact:{contact.id}"] := verdict.proof($"reviewed on {contact.reviewed_on}, {contact.reviewed_days.value} days ago", [contact.reviewed_days]) if {
	some contact in input.organization.contact_state.data.contacts
	contact.reviewed_days.value > _max_days
}

failed[$"contact:{contact.id}"] := verdict.proof("never reviewed, or the day lies in the future", [contact.reviewed_days]) if {
	some contact in input.organization.contact_state.data.contacts
	contact.reviewed_days.value < 0
}

_max_days := data.parameters["organization.incidents.authority_contacts_current"].max_days
