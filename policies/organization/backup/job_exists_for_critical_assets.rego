# METADATA
# title: Each critical asset, and each that holds classified data, has a backup job
# description: |
#   What nobody backs up is lost on the day it matters. In scope are assets in service whose criticality is high
#   or critical, or that hold data of the class given or above. Data whose class is not declared leaves the scope
#   open.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/34/r1/upd1/final
#     description: NIST SP 800-34, contingency planning
#   - ref: https://messervices.cyber.gouv.fr/guides/guide-dhygiene-informatique
#     description: ANSSI, guide d’hygiène, measure 37
# custom:
#   severity: high
#   subject: asset
#   remediation: |
#     Set up a backup job for the asset and register it in backups.yaml, or record an exception with its
#     compensation.
#   aliases: [backup-job-exists-for-critical-assets]
#   parameters:
#     level:
#       default: "confidential"
#       description: The first class of the scheme (organization.yaml, classification_levels) for which a backup is asked.
package policies.organization.backup.job_exists_for_critical_assets

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[$"asset:{asset.id}"] := [asset.status, asset.criticality, asset.highest_rank] if some asset in input.organization.backup_coverage.data.assets

not_applicable[$"asset:{asset.id}"] := verdict.proof($"the asset is {asset.status.value}", [asset.status]) if {
	some asset in input.organization.backup_coverage.data.assets
	asset.status.value != "in-service"
}

not_applicable[$"asset:{asset.id}"] := verdict.proof($"criticality {asset.criticality.value} and no data of class {_level} or above", [asset.criticality]) if {
	some asset in input.organization.backup_coverage.data.assets
	asset.status.value == "in-service"
	asset.criticality.value in {"low", "medium"}
	asset.highest_rank.value < _from
}

passed[id] := verdict.proof($"{reason}; backed up by {concat(", ", asset.jobs)}", [asset]) if {
	some id, asset in _assets
	asset.jobs != []
	reason := concat(", ", sort(_reasons[id]))
}

failed[id] := verdict.proof($"{reason}, and no backup job names it", [asset]) if {
	some id, asset in _assets
	input.organization.backup_coverage.flag == "complete"
	asset.jobs == []
	reason := concat(", ", sort(_reasons[id]))
}

_assets[$"asset:{asset.id}"] := asset if {
	some asset in input.organization.backup_coverage.data.assets
	asset.status.value == "in-service"
}

_reasons[id] contains $"criticality {asset.criticality.value}" if {
	some id, asset in _assets
	asset.criticality.value in {"high", "critical"}
}

_reasons[id] contains $"holds classified data ({concat(", ", asset.stores)})" if {
	some id, asset in _assets
	asset.highest_rank.value >= _from
}

_level := data.parameters["organization.backup.job_exists_for_critical_assets"].level

_from := level.rank if {
	some level in input.organization.backup_coverage.data.levels
	level.id == _level
}
