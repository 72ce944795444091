# METADATA
# title: API keys are limited to services and callers, and are young
# description: |
#   An API key stands in the source of a page or an app: whoever reads it can use it for everything that it is not limited to.
#   A limit that lets everybody through (`0.0.0.0/0`, `*`) is none.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://cloud.google.com/docs/authentication/api-keys
#     description: "Manage API keys"
# custom:
#   severity: medium
#   subject: api-key
#   remediation: |
#     `gcloud services api-keys update KEY --api-target=service=SERVICE --allowed-referrers=https://www.example.com/*` (or --allowed-ips), and
#     make a new one in time: `gcloud services api-keys create …`, then `… delete OLD`.
#   aliases: [gcp-api-keys-restricted]
#   parameters:
#     max_days:
#       default: 90
#       description: "The most days since the key was made."
package policies.iam.api_keys.restricted

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[key.id] := [key.apis, key.callers, key.age_days] if some key in _keys

passed[key.id] := verdict.proof(_limits(key), [key.apis, key.callers, key.age_days]) if {
	some key in _keys
	count(key.apis.value) > 0
	count(key.callers.value) > 0
	key.age_days.value <= _max_days
}

failed[id] := verdict.proof(concat("; ", sort(flaws)), [_by_id[id]]) if {
	some id, flaws in _flaws
}

_flaws[key.id] contains "not limited to services" if {
	some key in _keys
	count(key.apis.value) == 0
}

_flaws[key.id] contains "works for every caller" if {
	some key in _keys
	count(key.callers.value) == 0
}

_flaws[key.id] contains $"made {key.age_days.value} days ago" if {
	some key in _keys
	key.age_days.value > _max_days
}

_limits(key) := $"for {concat(", ", sort(key.apis.value))} from {concat(", ", sort(key.callers.value))}"

_by_id[key.id] := key if some key in _keys

_keys contains key if {
	some key in input.iam.api_key_state.data.keys
	key.kind == "api-key"
}

_max_days := data.parameters["iam.api_keys.restricted"].max_days
