# METADATA
# title: No security update is pending
# description: |
#   Told from the machine's own package lists, offline: an installed package of which a security archive has a
#   newer version by dpkg's order. Lists that are missing, that hold no security archive, or that are older than
#   the limit prove nothing: the result is unknown, never "none pending". A pin that hides an update leaves it
#   missing.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.debian.org/doc/manuals/securing-debian-manual/security-update.en.html
#   - ref: https://manpages.debian.org/stable/apt/apt-get.8.en.html
# custom:
#   severity: high
#   subject: package
#   remediation: |
#     `apt-get update && apt-get upgrade --with-new-pkgs` (a new kernel is a new package, which a plain upgrade keeps
#     back), then restart what used the old files.
#   aliases: [security-updates-none-pending, pkg-security-pending]
#   parameters:
#     max_list_age_days:
#       default: 7
#       description: "Age of the package lists, in days, beyond which they prove nothing."
package policies.maintenance.updates.security_none_pending

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := [_pending, _age]

passed["packages"] := verdict.proof($"no security update is pending by lists {_age.value} days old", [_pending]) if {
	_pending.value == 0
	_age.value <= _limit
}

failed["packages"] := verdict.proof($"security updates are pending: {count(_found)}: {concat(", ", _named)}{_rest}", array.slice(_found, 0, 20)) if count(_found) > 0

# What an old list holds is still missing, so the age plays no part here.
_found := [entry |
	some entry in input.host.updates.data.pending
	entry.security == true
]

_named := array.slice([$"{entry.package} {entry.installed} (there is {entry.candidate})" | some entry in _found], 0, 10)

_rest := "" if count(_found) <= 10

_rest := $" and {count(_found) - 10} more" if count(_found) > 10

_pending := fact if {
	fact := input.host.updates.data.security_pending
	_recent
}

_pending := fact if {
	fact := input.host.updates.data.security_pending
	fact.unknown
}

# Stale lists: the unknown tells why, in place of the count.
_pending := {"unknown": $"the package lists are {_age.value} days old, more than {_limit}: run apt-get update", "at": _age.at} if {
	input.host.updates.data.security_pending.value >= 0
	_age.value > _limit
}

_pending := {"unknown": _age.unknown, "at": _age.at} if {
	input.host.updates.data.security_pending.value >= 0
	_age.unknown
}

_recent if _age.value <= _limit

_age := input.host.update_age.data.lists_age_days

_limit := data.parameters["maintenance.updates.security_none_pending"].max_list_age_days
