# METADATA
# title: Each store of data has a class of the scheme
# description: |
#   What is not classified is protected by chance. An empty cell is the failure here: a class is to be declared,
#   not found out. A word outside the scheme does not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, RA-2
# custom:
#   severity: medium
#   subject: data
#   remediation: |
#     Write one of the classification_levels of organization.yaml into data-assets.csv, decided by the owner of
#     the data.
#   aliases: [data-assets-classified]
package policies.organization.data.stores_classified

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"data:{store.id}"] := [store.classification, store.rank] if some store in input.organization.data_state.data.stores

passed[$"data:{store.id}"] := verdict.proof($"the class is {store.classification.value}", [store.classification]) if {
	some store in input.organization.data_state.data.stores
	store.rank.value >= 0
}

failed[$"data:{store.id}"] := verdict.proof("no class is declared", [store.classification]) if {
	some store in input.organization.data_state.data.stores
	store.classification.value == ""
}

failed[$"data:{store.id}"] := verdict.proof($"{store.classification.value} is not a class of the scheme", [store.classification]) if {
	some store in input.organization.data_state.data.stores
	store.classification.value != ""
	store.rank.value < 0
}
