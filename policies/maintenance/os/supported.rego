# METADATA
# title: The release of the operating system still gets security updates
# description: |
#   After its end a release gets no fixes, however often updates are installed. Debian's long-term support is free
#   and on by default, so it counts; support that must be bought or attached to each machine (ELTS, Ubuntu Pro,
#   ELS) counts only when the parameter says so, for nothing on the machine proves the contract. A release that
#   the dated table does not know, and rolling releases without a version, are unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://salsa.debian.org/debian/distro-info-data
#   - ref: https://wiki.debian.org/LTS
#   - ref: https://ubuntu.com/about/release-cycle
# custom:
#   severity: high
#   subject: operating-system
#   remediation: |
#     Upgrade to a supported release, or attach extended support and set the parameter `tier` to `paid`.
#   aliases: [os-supported, pkg-release-supported]
#   parameters:
#     tier:
#       default: "lts"
#       description: "The support relied on: standard, lts (Debian LTS counts) or paid (ELTS, Ubuntu Pro, ELS)."
package policies.maintenance.os.supported

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["os"] := _tier.days_left

passed["os"] := verdict.proof($"{_release} has {_tier.id} support until {_tier.ends_on.value}", [_tier.days_left]) if _tier.days_left.value >= 0

failed["os"] := verdict.proof($"{_tier.id} support of {_release} ended on {_tier.ends_on.value}", [_tier.days_left]) if _tier.days_left.value < 0

_tier := tier if {
	some tier in input.host.os_support.data.tiers
	tier.id == data.parameters["maintenance.os.supported"].tier
}

_release := input.host.os_support.data.release.value
