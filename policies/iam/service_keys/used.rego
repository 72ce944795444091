# METADATA
# title: Keys of service accounts are in use
# description: |
#   A key nobody uses is a door nobody watches. A key that was never used counts from the day it was made. Keys that the cloud
#   makes and rotates by itself do not count. Without the list of last uses the idle time is unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys
#     description: "Best practices for managing service account keys"
# custom:
#   severity: medium
#   subject: service-key
#   remediation: |
#     Disable it, wait for complaints, then delete it:
#     `gcloud iam service-accounts keys disable KEY_ID --iam-account=EMAIL`, then `… keys delete`.
#   aliases: [sa-key-unused]
#   parameters:
#     max_days:
#       default: 90
#       description: "How long an active key may be idle."
package policies.iam.service_keys.used

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := [key.active, key.idle_days] if some id, key in _keys

passed[id] := verdict.proof($"last used or made {key.idle_days.value} days ago", [key.idle_days]) if {
	some id, key in _keys
	key.active.value == true
	key.idle_days.value <= _max_days
}

failed[id] := verdict.proof($"not used for {key.idle_days.value} days", [key.idle_days]) if {
	some id, key in _keys
	key.active.value == true
	key.idle_days.value > _max_days
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

_max_days := data.parameters["iam.service_keys.used"].max_days
