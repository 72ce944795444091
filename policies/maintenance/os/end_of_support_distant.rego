# METADATA
# title: The end of support of the operating system is not near
# description: |
#   Moving to another release takes months. Within the time given here a plan has to exist; that there is one is
#   not told by the machine. A release whose support has ended already fails this as well.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://salsa.debian.org/debian/distro-info-data
#   - ref: https://wiki.debian.org/LTS
# custom:
#   severity: medium
#   subject: operating-system
#   remediation: |
#     Plan the upgrade: put it with a date and an owner into the plan, and waive this until then.
#   aliases: [os-eol-planned]
#   parameters:
#     tier:
#       default: "lts"
#       description: "The support relied on: standard, lts or paid."
#     min_days:
#       default: 180
#       description: "Days that must be left."
package policies.maintenance.os.end_of_support_distant

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["os"] := _tier.days_left

passed["os"] := verdict.proof($"{_tier.days_left.value} days are left until {_tier.ends_on.value}", [_tier.days_left]) if _tier.days_left.value > _limit

failed["os"] := verdict.proof($"{_tier.id} support of {_release} ends on {_tier.ends_on.value}, in {_tier.days_left.value} days", [_tier.days_left]) if {
	_tier.days_left.value <= _limit
	_tier.days_left.value >= 0
}

failed["os"] := verdict.proof($"{_tier.id} support of {_release} ended on {_tier.ends_on.value}", [_tier.days_left]) if _tier.days_left.value < 0

_tier := tier if {
	some tier in input.host.os_support.data.tiers
	tier.id == data.parameters["maintenance.os.end_of_support_distant"].tier
}

_release := input.host.os_support.data.release.value

_limit := data.parameters["maintenance.os.end_of_support_distant"].min_days
