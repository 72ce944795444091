# METADATA
# title: Each store declares how long data is kept, and holds nothing older
# description: |
#   Data that is kept for ever leaks for ever. An empty cell is the failure; a declared limit is unknown until the
#   age of the oldest record is shown. A cell that says n/a leaves open whether a limit applies.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://eur-lex.europa.eu/eli/reg/2016/679/oj
#     description: GDPR, article 5(1)(e)
# custom:
#   severity: medium
#   subject: data
#   remediation: |
#     Declare retention_days in data-assets.csv, delete what is older, and add the column oldest_record_on.
#   aliases: [data-retention-enforced]
package policies.organization.data.retention_enforced

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"data:{store.id}"] := [store.retention, store.retention_days, store.oldest_record_days] if some store in input.organization.data_state.data.stores

passed[$"data:{store.id}"] := verdict.proof($"the oldest record is {store.oldest_record_days.value} days old, {store.retention_days.value} allowed", [store.oldest_record_days, store.retention_days]) if {
	some store in input.organization.data_state.data.stores
	store.oldest_record_days.value <= store.retention_days.value
}

failed[$"data:{store.id}"] := verdict.proof("no retention is declared", [store.retention]) if {
	some store in input.organization.data_state.data.stores
	store.retention.value == ""
}

failed[$"data:{store.id}"] := verdict.proof($"the oldest record is {store.oldest_record_days.value} days old, {store.retention_days.value} allowed", [store.oldest_record_days, store.retention_days]) if {
	some store in input.organization.data_state.data.stores
	store.retention.value != ""
	store.oldest_record_days.value > store.retention_days.value
}
