# METADATA
# title: Critical assets have at least two nodes in different failure domains
# description: |
#   One node is one disk, one power supply or one mistake away from an outage. Counted are the assets in service with
#   the same redundancy_group; a planned or retired node stands in for nobody. An empty redundancy_group says that the
#   asset stands alone. Two nodes in one rack share its power: without the failure domains, which the register does not
#   hold, two nodes are unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/34/r1/upd1/final
#     description: NIST SP 800-34r1, contingency planning
# custom:
#   severity: medium
#   subject: asset
#   remediation: |
#     Add a second node in another failure domain and give both the same redundancy_group in assets.csv; else accept the
#     risk with a dated exception.
#   aliases: [redundancy-for-critical-service]
package policies.maintenance.availability.critical_service_redundant

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [asset.critical, asset.nodes, asset.failure_domains] if some id, asset in _assets

passed[id] := verdict.proof(
	$"{asset.nodes.value} nodes in {asset.failure_domains.value} failure domains",
	[asset.nodes, asset.failure_domains],
) if {
	some id, asset in _assets
	asset.critical.value == true
	asset.nodes.value >= 2
	asset.failure_domains.value >= 2
}

failed[id] := verdict.proof("one node", [asset.nodes]) if {
	some id, asset in _assets
	asset.critical.value == true
	asset.nodes.value < 2
}

failed[id] := verdict.proof(
	$"{asset.nodes.value} nodes in one failure domain",
	[asset.nodes, asset.failure_domains],
) if {
	some id, asset in _assets
	asset.critical.value == true
	asset.nodes.value >= 2
	asset.failure_domains.value < 2
}

_assets[$"asset:{asset.id}"] := asset if {
	some asset in input.organization.redundancy.data.assets
	_judged(asset)
}

_judged(asset) if asset.critical.value == true

_judged(asset) if asset.critical.unknown
