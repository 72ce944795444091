# METADATA
# title: Websites answer well right now
# description: |
#   Judged is the last reading of a probe: it succeeded, the answer was 2xx or 3xx, it came within the objective, and
#   the chain of the certificate is valid. The objective for the time of an answer and the chain are not in the readings
#   of a blackbox probe, so this folder alone can prove a failure and not a pass. A reading that is older than the
#   allowed hours says nothing about now.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://github.com/prometheus/blackbox_exporter
#     description: Prometheus blackbox exporter
# custom:
#   severity: medium
#   subject: asset
#   remediation: |
#     Look at the service and its incident; the reading names the status and the time it took.
#   aliases: [website-healthy-now]
#   parameters:
#     max_age_hours:
#       default: 24
#       description: Age of the reading, in hours.
package policies.maintenance.availability.website_healthy_now

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := array.concat(
	[asset.success, asset.http_status, asset.duration_seconds, asset.latency_objective_seconds, asset.chain_valid],
	_stale(asset),
) if some id, asset in _assets

passed[id] := verdict.proof($"{asset.http_status.value} in {asset.duration_seconds.value} s", [asset]) if {
	some id, asset in _assets
	count(_stale(asset)) == 0
	asset.success.value == true
	asset.http_status.value < 400
	asset.duration_seconds.value <= asset.latency_objective_seconds.value
	asset.chain_valid.value == true
}

failed[id] := verdict.proof(concat("; ", sort(reasons)), [_assets[id]]) if {
	some id, reasons in _reasons
	count(_stale(_assets[id])) == 0
}

_reasons[id] contains "the probe failed" if {
	some id, asset in _assets
	asset.success.value == false
}

_reasons[id] contains $"the answer was {asset.http_status.value}" if {
	some id, asset in _assets
	asset.http_status.value >= 400
}

_reasons[id] contains $"the answer took {asset.duration_seconds.value} s, {asset.latency_objective_seconds.value} s allowed" if {
	some id, asset in _assets
	asset.duration_seconds.value > asset.latency_objective_seconds.value
}

_reasons[id] contains "the chain of the certificate is not valid" if {
	some id, asset in _assets
	asset.chain_valid.value == false
}

_stale(asset) := [{"unknown": $"the reading is {asset.read_age_hours} hours old, {_max} allowed: export a newer one", "at": asset.at} | asset.read_age_hours > _max]

_assets[$"asset:{asset.id}"] := asset if {
	some asset in input.organization.probe_state.data.assets
	asset.has_reading == true
}

_max := data.parameters["maintenance.availability.website_healthy_now"].max_age_hours
