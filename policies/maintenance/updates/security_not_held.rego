# METADATA
# title: No package with a pending security update is held back
# description: |
#   `apt-mark hold` keeps a package at its version for ever, and no automatic update touches it. A hold of a
#   package without a pending security update is no failure. Lists that are older than the limit do not tell what is
#   pending.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/stable/apt/apt-mark.8.en.html
# custom:
#   severity: high
#   subject: package
#   remediation: |
#     Lift the hold: `apt-mark unhold PACKAGE && apt-get install PACKAGE`.
#   aliases: []
#   parameters:
#     max_list_age_days:
#       default: 7
#       description: Age of the package lists, in days, beyond which they prove nothing.
package policies.maintenance.updates.security_not_held

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := [_count, _age, _stale]

passed["packages"] := verdict.proof("no package with a pending security update is held", [_count]) if {
	_count.value == 0
	_age.value <= _limit
}

# What an old list holds is still missing, so the age plays no part here.
failed["packages"] := verdict.proof($"held: {concat(", ", sort(_held))}", [_count]) if _count.value > 0

_held contains entry.package if {
	some entry in input.host.updates.data.pending
	entry.security == true
	entry.held == true
}

_stale := {"unknown": $"the package lists are {_age.value} days old, more than {_limit}: run apt-get update", "at": _age.at} if {
	_age.value > _limit
} else := {}

_count := input.host.updates.data.security_held

_age := input.host.update_age.data.lists_age_days

_limit := data.parameters["maintenance.updates.security_not_held"].max_list_age_days
