# METADATA
# title: Each store of data is owned by a person who works here
# description: |
#   The owner decides who may see the data and how long it is kept. Who left is told by date. A store whose owner
#   the roster does not know has none.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, CM-8
# custom:
#   severity: medium
#   subject: data
#   remediation: |
#     Name a present employee as owner in data-assets.csv.
#   aliases: [data-asset-owner-active]
package policies.organization.data.owner_active

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"data:{store.id}"] := store.owner.state if some store in input.organization.data_owners.data.stores

passed[$"data:{store.id}"] := verdict.proof(store.owner.detail, [store.owner]) if {
	some store in input.organization.data_owners.data.stores
	store.owner.state.value == "active"
}

failed[$"data:{store.id}"] := verdict.proof($"owner: {store.owner.detail}", [store.owner]) if {
	some store in input.organization.data_owners.data.stores
	store.owner.state.value in {"left", "future", "not-in-roster", "none"}
}
