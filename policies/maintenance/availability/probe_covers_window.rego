# METADATA
# title: Every asset with an objective is probed from another host nearly all of the time
# description: |
#   Judged are assets with an objective that have neither a probe nor any measurement, and those measured by samples:
#   there must be nearly as many samples as the window holds, and the probe must run on another host. From which host it
#   asks is not in the format of samples, so this folder alone proves no pass. Summed intervals and single readings tell
#   nothing about coverage: the rule about the objective says what they leave open.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://sre.google/sre-book/service-level-objectives/
#     description: Site Reliability Engineering, service level objectives
#   - ref: https://github.com/prometheus/blackbox_exporter
#     description: Prometheus blackbox exporter
# custom:
#   severity: medium
#   subject: asset
#   remediation: |
#     Set up a probe from another host, write its address to `probe` in assets.csv and export its samples to uptime/.
#   aliases: [availability-probe-coverage]
#   parameters:
#     min_percent:
#       default: 95
#       description: Samples there are, of samples there should be, in per cent.
package policies.maintenance.availability.probe_covers_window

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [asset.coverage_percent, asset.independent_probe] if some id, asset in _assets

passed[id] := verdict.proof(
	$"{asset.coverage_percent.value} % of samples, from another host",
	[asset.coverage_percent, asset.independent_probe],
) if {
	some id, asset in _assets
	asset.measured_by == "samples"
	asset.coverage_percent.value >= _min
	asset.independent_probe.value == true
}

failed[id] := verdict.proof("an objective, no probe and no samples", [asset]) if {
	some id, asset in _assets
	asset.measured_by == "nothing"
	asset.probe == false
}

failed[id] := verdict.proof(
	concat("; ", sort({reason.text | some reason in reasons})),
	[reason.fact | some reason in reasons],
) if some id, reasons in _reasons

_reasons[id] contains {"text": $"{asset.coverage_percent.value} % of samples, {_min} % asked", "fact": asset.coverage_percent} if {
	some id, asset in _assets
	asset.measured_by == "samples"
	asset.coverage_percent.value < _min
}

_reasons[id] contains {"text": "the probe runs on the asset itself", "fact": asset.independent_probe} if {
	some id, asset in _assets
	asset.independent_probe.value == false
}

_assets[$"asset:{asset.id}"] := asset if {
	some asset in input.organization.availability.data.assets
	asset.measured_by in {"samples", "nothing"}
}

_min := data.parameters["maintenance.availability.probe_covers_window"].min_percent
