# METADATA
# title: Active access keys are in use
# description: |
#   A key nobody uses is a door nobody watches. A key that was never used counts from the day it was made, so that a new key
#   is not reported. What the report cannot tell is unknown, never "never".
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
#     description: "The credential report: access_key_1_last_used_date"
# custom:
#   severity: medium
#   subject: access-key
#   remediation: Deactivate the key (`aws iam update-access-key --status Inactive`), wait for complaints, then delete it.
#   aliases: [key-unused-45]
#   parameters:
#     max_days:
#       default: 45
#       description: How long an active key may be idle.
package policies.iam.credentials.key_used

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

failed[id] := verdict.proof(_idle(key), [key.idle_days]) if {
	some id, key in _keys
	key.active.value == true
	key.idle_days.value > _max_days
}

not_applicable[id] := verdict.proof("the key is deactivated", [key.active]) if {
	some id, key in _keys
	key.active.value == false
}

_idle(key) := $"not used for {key.idle_days.value} days" if key.used.value == true

_idle(key) := $"never used in the {key.idle_days.value} days since it was made" if key.used.value == false

_keys[key.id] := key if {
	some key in input.iam.credential_ages.data.keys
	key.kind == "access-key"
}

_max_days := data.parameters["iam.credentials.key_used"].max_days
