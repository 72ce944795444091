# METADATA
# title: No port is opened to the internet in pieces
# description: |
#   0.0.0.0/1 and 128.0.0.0/1 together are everybody, and neither looks like it: the split hides an open port from
#   reviews and from simple scanners. Judged is the share of all public addresses that is accepted by all rules
#   together; half or more counts where no deciding rule names every source. Each protocol of a machine, and each point
#   of a cloud or cluster, is one subject with all of its ports. That such a port is open is told by the rules about
#   open ports, for which pieces are the internet as well: hence the severity.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc4632
# custom:
#   severity: medium
#   subject: protocol-or-point
#   remediation: |
#     Name the addresses that need the port as the sources of the rules told here. If everybody needs it, say so with one
#     rule: without a source in a packet filter, from 0.0.0.0/0 and ::/0 in a cloud or a plan.
#   aliases: [no-half-internet-split]
package policies.firewall.exposure.no_half_internet_split

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [range.reach | some range in ranges] if some id, ranges in _of_machine

# The ranges of a point are the ones that something may reach: without any, all of it is closed.
subjects[point.id] := [range.reach | some range in point.ranges] if some point in _points

passed[id] := verdict.proof("no port is opened in pieces", [range.reach | some range in array.slice(ranges, 0, 1)]) if {
	some id, ranges in _of_machine
	every range in ranges {
		_is_whole(range)
	}
}

passed[point.id] := verdict.proof("no port is opened in pieces", [point.at]) if {
	some point in _points
	every range in point.ranges {
		_is_whole(range)
	}
}

failed[id] := verdict.proof(_told(split_ranges), _places(split_ranges)) if {
	some id, ranges in _of_machine
	split_ranges := [range | some range in ranges; range.split == true]
	count(split_ranges) > 0
}

failed[point.id] := verdict.proof(_told(split_ranges), _places(split_ranges)) if {
	some point in _points
	split_ranges := [range | some range in point.ranges; range.split == true]
	count(split_ranges) > 0
}

_is_whole(range) if {
	range.split == false
	range.reach.value
}

# Whatever is in doubt, it is less than half of the internet.
_is_whole(range) if range.at_most in {"none", "internal", "partner"}

_told(ranges) := concat("", ["accepted in pieces: ", concat("; ", array.slice(_shares(ranges), 0, 5)), _more(count(ranges) - 5)])

_shares(ranges) := [$"{range.id} from {range.percent} % of all public addresses" | some range in ranges]

_more(left) := "" if left <= 0

_more(left) := $"; and {left} more" if left > 0

_places(ranges) := [place | some range in array.slice(ranges, 0, 5); some place in range.decided_by]

_of_machine[id] := [range |
	some range in input.firewall.exposure.data.ranges
	range.family == family
	range.protocol == protocol
] if {
	some [family, protocol] in {[range.family, range.protocol] | some range in input.firewall.exposure.data.ranges}
	id := $"{family}:{protocol}"
}

_points := [point |
	some point in object.get(input.firewall.exposure.data, "points", [])
	point.kind != "network-acl"
]
