# METADATA
# title: Measured availability meets the objective of the asset
# description: |
#   Availability is the time up, of the window without approved maintenance. Time without samples counts as down, unless
#   organization.yaml says `unknown_time: exclude`: a probe that died must not look like a service that ran. Maintenance
#   that the source claims counts only inside an approved window of change-windows.yaml; a declared change is no window.
#   A single reading is no availability. A pass needs a window of some days that ended lately; a failure stands whatever
#   the window.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://sre.google/sre-book/service-level-objectives/
#     description: Site Reliability Engineering, service level objectives
# custom:
#   severity: high
#   subject: asset
#   remediation: |
#     Find the causes of the time down (incidents), restore the probe where samples are missing, and get windows
#     approved before maintenance.
#   aliases: [availability-slo-met]
#   parameters:
#     min_window_days:
#       default: 7
#       description: Days that a pass has to be measured over.
#     max_age_days:
#       default: 31
#       description: Days since the end of the measurement, for a pass.
package policies.maintenance.availability.slo_met

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := array.concat([asset.slo_met], _weak(asset)) if some id, asset in _assets

passed[id] := verdict.proof(
	$"{asset.summary}, {asset.slo_percent.value} promised",
	[{"at": place} | some place in asset.places],
) if {
	some id, asset in _assets
	asset.slo_met.value == true
	count(_weak(asset)) == 0
}

failed[id] := verdict.proof(
	$"{asset.summary}, {asset.slo_percent.value} promised",
	[{"at": place} | some place in asset.places],
) if {
	some id, asset in _assets
	asset.slo_met.value == false
}

_weak(asset) := array.concat(
	[{"unknown": $"{asset.window_days} days were measured, {_parameters.min_window_days} are needed", "at": asset.at} |
		asset.slo_met.value == true
		asset.window_days < _parameters.min_window_days
	],
	[{"unknown": $"the measurement ended {asset.ended_days_ago} days ago: supply a newer one", "at": asset.at} |
		asset.slo_met.value == true
		asset.ended_days_ago > _parameters.max_age_days
	],
)

_assets[$"asset:{asset.id}"] := asset if some asset in input.organization.availability.data.assets

_parameters := data.parameters["maintenance.availability.slo_met"]
