# METADATA
# title: Personal data is in an allowed region, or a basis for its transfer is recorded
# description: |
#   The legal basis of the processing (consent, contract) is not a basis for a transfer to another country: that
#   is an adequacy decision, contractual clauses or another of chapter V. The allowed regions are those of the
#   approved data policy.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://eur-lex.europa.eu/eli/reg/2016/679/oj
#     description: GDPR, articles 44 to 49
# custom:
#   severity: high
#   subject: data
#   remediation: >-
#     Move the data to an allowed region, or write the transfer basis (column transfer_basis) into data-assets.csv.
#   aliases: [personal-data-location-allowed]
package policies.organization.data.personal_data_location_allowed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"data:{store.id}"] := [store.personal_data, store.location, store.allowed] if {
	some store in input.organization.data_locations.data.stores
	object.get(store.personal_data, "value", "unknown") != "none"
}

passed[$"data:{store.id}"] := verdict.proof($"{store.location.value} is allowed", [store.location]) if {
	some store in _personal
	store.allowed.value == true
}

passed[$"data:{store.id}"] := verdict.proof($"{store.location.value} with a transfer basis: {store.transfer_basis.value}", [store.transfer_basis]) if {
	some store in _personal
	store.allowed.value == false
	store.transfer_basis.value != ""
}

failed[$"data:{store.id}"] := verdict.proof($"{store.location.value} is outside {concat(", ", store.allowed_regions)} and no transfer basis is recorded", [store.location]) if {
	some store in _personal
	store.allowed.value == false
	store.transfer_basis.value == ""
}

_personal contains store if {
	some store in input.organization.data_locations.data.stores
	store.personal_data.value in {"personal", "special"}
}
