# METADATA
# title: The last backup of each asset is as young as policy and asset ask
# description: |
#   A policy that promises at most so many hours of lost work (rpo_hours) is contradicted by a backup that last succeeded
#   earlier. The strictest of policy, asset and job holds. A run that was started proves nothing: the last success counts.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, CP-9 (system backup)
# custom:
#   severity: medium
#   subject: asset
#   remediation: >-
#     Repair the job and run it now. Let a missed success raise an alarm after the hours of the policy, not after a week.
#   aliases: [join-policy-rpo-contradicted]
package policies.joins.policy_rpo_contradicted

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[asset.id] := asset.late if {
	some asset in input.estate.backups.data.assets
	count(_promises) > 0
}

passed[asset.id] := verdict.proof(asset.detail, [asset]) if {
	some asset in input.estate.backups.data.assets
	count(_promises) > 0
	asset.late.value == false
}

failed[asset.id] := verdict.proof(message, array.concat([asset], _promises)) if {
	some asset in input.estate.backups.data.assets
	count(_promises) > 0
	asset.late.value == true
	message := $"{asset.detail}; the policy says rpo_hours {concat(", ", [promise.text | some promise in _promises])}"
}

_promises := [promise | some promise in input.estate.promises.data.promises; promise.parameter == "rpo_hours"]
