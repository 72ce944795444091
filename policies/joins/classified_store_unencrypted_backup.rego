# METADATA
# title: Each copy of data that is confidential or above is encrypted
# description: |
#   A store may be well protected and its copy lie open on a disk or a tape: whoever takes the copy has the data. Judged is
#   every copy of every job that saves the system of the store. A store whose class is not declared is judged by
#   organization.data.stores_classified; a store whose system no job names is unknown here, because nothing tells of its copies.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, CP-9(8) (cryptographic protection of backups)
# custom:
#   severity: high
#   subject: store of data
#   remediation: >-
#     Turn on the encryption of the backup tool, make a new full copy, and wipe the old ones. Keep the key elsewhere than the
#     copies.
#   parameters:
#     from_level: {default: confidential, description: The lowest class of the scheme that is judged}
#   aliases: [join-classified-store-unencrypted-backup]
package policies.joins.classified_store_unencrypted_backup

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[store.id] := store.backups_encrypted if some store in _stores

passed[store.id] := verdict.proof($"every copy is encrypted: {store.detail}", [store.backups_encrypted]) if {
	some store in _stores
	store.backups_encrypted.value == true
}

failed[store.id] := verdict.proof($"{store.class} data, and not encrypted is {store.detail}", [store, store.backups_encrypted]) if {
	some store in _stores
	store.backups_encrypted.value == false
}

_stores contains store if {
	some store in input.estate.data_stores.data.stores
	some level in input.estate.data_stores.data.levels
	level.id == data.parameters["joins.classified_store_unencrypted_backup"].from_level
	store.rank.value >= level.rank
}
