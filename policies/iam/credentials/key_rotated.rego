# METADATA
# title: Active access keys are young enough
# description: |
#   A key that leaked unnoticed works until it is replaced; its age bounds the damage. Deactivated keys do not count.
#   Better than rotating is having no long-lived key: roles and federation give keys that expire by themselves.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
#     description: Managing access keys
# custom:
#   severity: medium
#   subject: access-key
#   remediation: Make a second key, move the program to it, deactivate the old one (`aws iam update-access-key --status Inactive`), delete it after a week; better, use a role.
#   aliases: [key-rotation-90]
#   parameters:
#     max_days:
#       default: 90
#       description: How old an active key may be.
package policies.iam.credentials.key_rotated

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := [key.active, key.age_days] if some id, key in _keys

passed[id] := verdict.proof($"the key is {key.age_days.value} days old", [key.age_days]) if {
	some id, key in _keys
	key.active.value == true
	key.age_days.value <= _max_days
}

failed[id] := verdict.proof($"the key is {key.age_days.value} days old; {_max_days} are allowed", [key.age_days]) if {
	some id, key in _keys
	key.active.value == true
	key.age_days.value > _max_days
}

not_applicable[id] := verdict.proof("the key is deactivated", [key.active]) if {
	some id, key in _keys
	key.active.value == false
}

_keys[key.id] := key if {
	some key in input.iam.credential_ages.data.keys
	key.kind == "access-key"
}

_max_days := data.parameters["iam.credentials.key_rotated"].max_days
