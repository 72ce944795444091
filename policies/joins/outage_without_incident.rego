# METADATA
# title: Every outage of more than fifteen minutes is recorded as an incident
# description: |
#   An outage that no record explains will come again. Judged are assets with an objective that were measured as down, time
#   inside approved windows left out: claimed maintenance outside every window is an outage. A sum over a long interval
#   does not tell single outages apart, and time without samples may hide one: both are unknown. A change that began in the
#   hour before is told as the probable cause.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, IR-5 (incident monitoring)
# custom:
#   severity: medium
#   subject: asset
#   remediation: >-
#     Write the outage into incidents.yaml with its cause, or, where it was planned, approve the window before the work and not
#     after it.
#   aliases: [join-outage-without-incident]
package policies.joins.outage_without_incident

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[asset.id] := asset.recorded if some asset in input.estate.outages.data.assets

passed[asset.id] := verdict.proof(asset.detail, [asset.recorded]) if {
	some asset in input.estate.outages.data.assets
	asset.recorded.value == true
}

failed[asset.id] := verdict.proof(asset.detail, [asset.recorded]) if {
	some asset in input.estate.outages.data.assets
	asset.recorded.value == false
}
