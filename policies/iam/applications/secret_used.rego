# METADATA
# title: Secrets of applications are in use
# description: |
#   A secret that nobody uses is a way in that nobody misses. One that was never used counts from the day it was made. What
#   the provider does not tell is unknown, never "never". Expired ones are another rule's.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/appcredentialsigninactivity
#     description: When a credential was last used
# custom:
#   severity: low
#   subject: secret
#   remediation: |
#     Ask the owner, then remove it (`az ad app credential delete --id APP --key-id KEY`); Entra recommends it as "Remove unused
#     credentials from apps".
#   aliases: [app-secret-unused]
#   parameters:
#     max_days:
#       default: 90
#       description: How long a secret may be idle, in days.
package policies.iam.applications.secret_used

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := [key.active, key.days_to_expiry, key.idle_days] if some id, key in _keys

passed[id] := verdict.proof($"last used or made {key.idle_days.value} days ago", [key.idle_days]) if {
	some id, key in _keys
	_usable[id]
	key.idle_days.value <= data.parameters["iam.applications.secret_used"].max_days
}

failed[id] := verdict.proof($"{_what(key)} for {key.idle_days.value} days", [key.idle_days]) if {
	some id, key in _keys
	_usable[id]
	key.idle_days.value > data.parameters["iam.applications.secret_used"].max_days
}

not_applicable[id] := verdict.proof("it opens nothing: disabled or past its end", [key.active]) if {
	some id, key in _keys
	_dead[id]
}

_what(key) := "never used" if key.used.value == "never"

_what(key) := "not used" if key.used.value != "never"

_usable[id] if {
	some id, key in _keys
	key.active.value == true
	key.days_to_expiry.value >= 0
}

_dead[id] if {
	some id, key in _keys
	key.active.value == false
}

_dead[id] if {
	some id, key in _keys
	key.days_to_expiry.value < 0
}

_keys[key.id] := key if {
	some key in input.iam.directory_state.data.keys
	key.holder_kind == "application"
	key.kind in {"client-secret", "certificate"}
}
