# METADATA
# title: Keys of service accounts are rotated
# description: |
#   An old key has been in more hands, backups and logs. Better than to rotate it is to need none: see
#   `iam.service_keys.none`. Keys that the cloud makes and rotates by itself do not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys
#     description: "Best practices for managing service account keys"
# custom:
#   severity: medium
#   subject: service-key
#   remediation: |
#     Make a new key, put it where the old one is used, disable the old one, then delete it:
#     `gcloud iam service-accounts keys create …`, `… keys disable KEY_ID --iam-account=EMAIL`.
#   aliases: [sa-key-rotation-90]
#   parameters:
#     max_days:
#       default: 90
#       description: "The most days since the key was made."
package policies.iam.service_keys.rotated

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := [key.active, key.age_days] if some id, key in _keys

passed[id] := verdict.proof($"made {key.age_days.value} days ago", [key.age_days]) if {
	some id, key in _keys
	key.active.value == true
	key.age_days.value <= _max_days
}

failed[id] := verdict.proof($"made {key.age_days.value} days ago", [key.age_days]) if {
	some id, key in _keys
	key.active.value == true
	key.age_days.value > _max_days
}

not_applicable[id] := verdict.proof("the key is disabled", [key.active]) if {
	some id, key in _keys
	key.active.value == false
}

_keys[key.id] := key if {
	some key in input.iam.directory_state.data.keys
	key.holder_kind == "service"
	key.kind == "access-key"
}

_max_days := data.parameters["iam.service_keys.rotated"].max_days
