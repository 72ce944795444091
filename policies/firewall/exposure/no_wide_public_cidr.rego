# METADATA
# title: No rule lets in a wide range of public addresses
# description: |
#   A partner or an office has a handful of addresses; a whole /16 holds thousands of strangers. Judged are the ranges
#   of public addresses that a rule names itself and that are shorter than the parameter; rules for everybody are told
#   by the rules about open ports. Ranges that the platform itself sends from stand in the parameter `ranges`. One that
#   another condition guards (a jump from a chain that checks the sender) is judged as well.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/41/r1/final
# custom:
#   severity: medium
#   subject: chain-or-rule
#   remediation: |
#     Ask for the addresses that are really used and name those; where they change, use a VPN or a private connection.
#   aliases: [no-wide-public-cidr]
#   parameters:
#     ipv4_bits:
#       default: 24
#       description: The shortest prefix of public IPv4 addresses that a rule may name.
#     ipv6_bits:
#       default: 48
#       description: The shortest prefix of public IPv6 addresses that a rule may name.
#     ranges:
#       default: ["35.191.0.0/16", "130.211.0.0/22", "209.85.152.0/22", "209.85.204.0/22", "35.235.240.0/20"]
#       description: >-
#         Ranges that may be named as they stand: by default those of Google Cloud's health checks and of its
#         identity-aware proxy, which no customer can send from.
package policies.firewall.exposure.no_wide_public_cidr

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

# A chain without such a rule is a subject by itself; a chain with some is judged by each of them.
subjects[chain.id] := chain if {
	some chain in input.firewall.wide_sources.data.chains
	count(_wide_rules(chain)) == 0
}

subjects[rule.id] := rule if {
	some chain in input.firewall.wide_sources.data.chains
	some rule in _wide_rules(chain)
}

passed[chain.id] := verdict.proof("no rule lets in a wide range of public addresses", [chain]) if {
	some chain in input.firewall.wide_sources.data.chains
	count(_wide_rules(chain)) == 0
}

failed[rule.id] := verdict.proof(_told(_wide(rule)), [rule]) if {
	some chain in input.firewall.wide_sources.data.chains
	some rule in _wide_rules(chain)
}

_wide_rules(chain) := [rule | some rule in chain.rules; count(_wide(rule)) > 0]

_wide(rule) := [range.text |
	some range in rule.ranges
	range.bits < _limits[range.family]
	count({range.text} & _ranges) == 0
]

_limits := {"ipv4": _parameters.ipv4_bits, "ipv6": _parameters.ipv6_bits}

_ranges := {range | some range in _parameters.ranges}

_told(ranges) := concat("", ["lets in ", concat(", ", ranges)]) if count(ranges) < 5

_told(ranges) := concat("", [
	"lets in ",
	concat(", ", array.slice(ranges, 0, 3)),
	$" and {count(ranges) - 3} more wide ranges",
]) if {
	count(ranges) >= 5
}

_parameters := data.parameters["firewall.exposure.no_wide_public_cidr"]
