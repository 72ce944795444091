# METADATA
# title: Every asset in service has an owner, a criticality, objectives and a maintenance window
# description: |
#   What nobody owns is not maintained, and without an objective nobody can say that it fails. Asked are owner,
#   criticality, availability objective, time to recovery, loss of data allowed, and an approved window whose pattern
#   covers the asset. An empty cell is a failure to declare; a value that cannot be read, or a register without the
#   column, is unknown. Planned and retired assets are not applicable. Whether the owner still works here is judged
#   elsewhere.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://cyber.gouv.fr/publications/guide-dhygiene-informatique
#     description: ANSSI, guide d'hygiène informatique
#   - ref: https://sre.google/sre-book/service-level-objectives/
#     description: Site Reliability Engineering, service level objectives
# custom:
#   severity: medium
#   subject: asset
#   remediation: |
#     Fill the cells in assets.csv (owner, criticality, slo_percent, rto_minutes, rpo_hours) and cover the asset by a
#     window in change-windows.yaml.
#   aliases: [asset-has-slo-and-owner]
package policies.maintenance.assets.slo_and_owner_declared

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := array.concat([asset.in_service], asset.unclear) if some id, asset in _assets

not_applicable[id] := verdict.proof("it is not in service", [asset.in_service]) if {
	some id, asset in _assets
	asset.in_service.value == false
}

passed[id] := verdict.proof($"everything is declared; windows: {concat(", ", asset.windows)}", [asset]) if {
	some id, asset in _assets
	asset.in_service.value == true
	count(asset.missing) == 0
	count(asset.unclear) == 0
}

failed[id] := verdict.proof($"not declared: {concat(", ", asset.missing)}", [asset]) if {
	some id, asset in _assets
	asset.in_service.value == true
	count(asset.missing) > 0
}

_assets[$"asset:{asset.id}"] := asset if some asset in input.organization.asset_state.data.assets
