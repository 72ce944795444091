# METADATA
# title: The package lists are recent
# description: |
#   What is pending is told by lists; old lists know no new updates. The date is the one that an archive signed
#   (or of the last successful refresh), for the time of a file says little where a tree was copied.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.debian.org/doc/manuals/securing-debian-manual/security-update.en.html
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     `apt-get update`; let apt-daily.timer do it: `systemctl enable --now apt-daily.timer` with
#     `APT::Periodic::Update-Package-Lists "1";`.
#   aliases: [pkg-lists-fresh]
#   parameters:
#     max_age_days:
#       default: 7
#       description: "Age at most, in days."
package policies.maintenance.updates.package_lists_fresh

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["host"] := input.host.update_age.data.lists_age_days

passed[id] := verdict.proof($"they are {fact.value} days old", [fact]) if {
	some id, fact in subjects
	fact.value <= _limit
}

failed[id] := verdict.proof($"they are {fact.value} days old, more than {_limit}", [fact]) if {
	some id, fact in subjects
	fact.value > _limit
}

_limit := data.parameters["maintenance.updates.package_lists_fresh"].max_age_days
