# METADATA
# title: Classified data is encrypted at rest, and that is proved
# description: |
#   A stolen disk or a wrong snapshot share gives the data away. A register that says yes is a claim, not a proof:
#   it stays unknown until a snapshot of the host or account shows it. A register that says no is a failure.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, SC-28
# custom:
#   severity: high
#   subject: data
#   remediation: |
#     Encrypt the volume or the database (LUKS, TDE, KMS key) and scan its host or account together with this
#     folder.
#   aliases: [classified-data-encrypted-at-rest]
#   parameters:
#     level:
#       default: "confidential"
#       description: The first class of the scheme (organization.yaml, classification_levels) for which encryption at rest is asked.
package policies.organization.data.encrypted_at_rest

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[$"data:{store.id}"] := [store.rank, store.encryption_at_rest, store.at_rest_proof] if some store in input.organization.data_state.data.stores

not_applicable[$"data:{store.id}"] := verdict.proof($"the class {store.classification.value} is below {_level}", [store.classification]) if {
	some store in input.organization.data_state.data.stores
	store.rank.value >= 0
	store.rank.value < _from
}

passed[$"data:{store.id}"] := verdict.proof("encryption at rest is proved", [store.at_rest_proof]) if {
	some store in input.organization.data_state.data.stores
	store.rank.value >= _from
	store.at_rest_proof.value == true
}

failed[$"data:{store.id}"] := verdict.proof($"{store.classification.value} and not encrypted at rest", [store.encryption_at_rest, store.classification]) if {
	some store in input.organization.data_state.data.stores
	store.rank.value >= _from
	store.encryption_at_rest.value == false
}

_level := data.parameters["organization.data.encrypted_at_rest"].level

_from := level.rank if {
	some level in input.organization.data_state.data.levels
	level.id == _level
}
