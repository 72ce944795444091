# METADATA
# title: No Azure security group lets in UDP from the internet
# description: |
#   Services that answer UDP can be made to flood others (DNS, NTP, LDAP, memcached), and a forged sender is believed.
#   Judged is what all rules of the groups before an interface do together, in order of priority. Answers to what a
#   machine asked itself need no rule: the groups keep track of connections. A short list of senders (up to as many
#   addresses as a /16, or a /32 of IPv6) may be let in.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
# custom:
#   severity: high
#   subject: network-filter
#   remediation: |
#     Name the senders, or close it: `az network nsg rule update --resource-group RG --nsg-name NSG --name RULE
#     --source-address-prefixes 198.51.100.10`. For a gateway or a name server that must be public, name its ports in
#     the parameter `declared`.
#   aliases: [azure-nsg-no-udp]
#   parameters:
#     declared:
#       default: []
#       description: Ports that are meant to be open, for example udp/500 and udp/51820-51822.
package policies.firewall.cloud.azure_nsg_no_udp

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [range.reach | some range in ranges] if some id, ranges in _judged

passed[id] := verdict.proof("no undeclared UDP port is open to the internet", [range.reach | some range in ranges]) if {
	some id, ranges in _judged
	every range in ranges {
		range.at_most in {"none", "internal", "partner"}
	}
}

failed[id] := verdict.proof(_told(open), [place | some range in open; some place in range.decided_by]) if {
	some id, ranges in _judged
	open := [range | some range in ranges; range.at_least == "internet"]
	count(open) > 0
}

_told(open) := concat("", ["open to the internet: udp/", concat(", ", [_ports(range) | some range in open])])

_ports(range) := $"{range.from_port}" if range.from_port == range.to_port

_ports(range) := $"{range.from_port}-{range.to_port}" if range.from_port < range.to_port

# By subject all ranges of UDP with some port that is not declared.
_judged[$"{point.id} {family}:udp"] := ranges if {
	some point in input.firewall.exposure.data.points
	point.kind != "network-acl"
	_engines[point.id] == "azure-nsg"
	some family in {range.family | some range in point.ranges}
	ranges := [range |
		some range in point.ranges
		range.family == family
		range.protocol == "udp"
		_undeclared(range)
	]
}

_engines[point.id] := point.engine if some point in input.firewall.point_engines.data.points

# Its first port, or the one behind some declared ports, is not declared.
_undeclared(range) if {
	some port in ({range.from_port} | _behind)
	port >= range.from_port
	port <= range.to_port
	every bounds in _declared {
		_outside(port, bounds)
	}
}

_outside(port, bounds) if port < bounds[0]

_outside(port, bounds) if port > bounds[1]

_declared contains [to_number(bounds[0]), to_number(bounds[count(bounds) - 1])] if {
	some written in data.parameters["firewall.cloud.azure_nsg_no_udp"].declared
	bounds := split(trim_prefix($"{written}", "udp/"), "-")
}

_behind contains bounds[1] + 1 if some bounds in _declared
