# METADATA
# description: |
#   What the rules about open ports share: which ranges of the derived exposure hold the ports of a rule, and what they
#   prove. A port is written `tcp/22` or `tcp/8000-8010`. The ranges of the exposure cut all ports of a family, so every
#   port that is asked for is found in one of them.
#
#   A port that a rule of the filter names counts as it stands. A port that is open because everything is counts where a
#   program waits on it. Where no program does, or where that was not seen and another rule already tells that the filter
#   lets everything in, one cause is not told once more for each service that might run: the port is out of scope.
# custom:
#   library: true
package policies.lib.exposure

import data.policies.lib.verdict

# METADATA
# description: |
#   What has ranges of its own: the machine, and each point behind filters of a cloud or cluster, with what its subjects
#   begin with. The ranges of the machine cut all ports; those of a point are the ones that something may reach, so that a
#   port in none of them is closed. A network ACL alone is judged by the rules about network ACLs.
scopes(exposed) := array.concat(
	[object.union(exposed, {"prefix": "", "points": []})],
	[_scope(point) | some point in _points(exposed)],
)

# METADATA
# description: The same exposure, in which a port that is open because everything is counts as any other.
counting_all(exposed) := object.union(exposed, {
	"policies": [],
	"protocols": [],
	"points": [object.union(point, {"protocols": []}) | some point in object.get(exposed, "points", [])],
})

# METADATA
# description: The same exposure with network ACLs alone, each judged by itself.
acls(exposed) := {"ranges": [], "protocols": [], "policies": [], "points": [object.union(point, _as_point) |
	some point in object.get(exposed, "points", [])
	point.kind == "network-acl"
]}

_as_point := {"kind": "network", "all_ports_rule": "firewall.cloud.nacl_no_all_ports"}

# METADATA
# description: |
#   By subject, what the ranges that hold some of the ports tell. A subject is a port of a family. A point of which none of
#   the ports can be reached at all is one subject by itself.
reaches(exposed, ports) := object.union(
	{id: array.concat([range.reach | some range in held.ranges], _doubts(held.scope, held.ranges)) |
		some id, held in _held(exposed, ports)
	},
	{id: [] | some id, _ in _quiet_points(exposed, ports)},
)

# METADATA
# description: Subjects of which no port is reached from further than the reaches of `allowed`.
closed(exposed, ports, allowed) := object.union(
	{id: verdict.proof(_closed_message(held.ranges), _places(held.ranges)) |
		some id, held in _held(exposed, ports)
		count(held.ranges) > 0
		every range in held.ranges {
			range.at_most in allowed
		}
	},
	{id: verdict.proof("closed to all other machines", [point.at]) |
		"none" in allowed
		some id, point in _quiet_points(exposed, ports)
	},
)

# METADATA
# description: |
#   Subjects of which some port is reached for sure from one of the reaches of `forbidden`, and is there to be reached:
#   named by a rule, or waited on by a program, or let in by something that no other rule tells.
open(exposed, ports, forbidden) := {id: verdict.proof(_told(held.scope, ranges), _places(ranges)) |
	some id, held in _held(exposed, ports)
	ranges := [range | some range in held.ranges; range.at_least in forbidden]
	some range in ranges
	_evident(held.scope, range)
}

# METADATA
# description: |
#   Subjects that are open only because everything is, with no program seen to wait there: out of the scope of a rule
#   about one service.
unserved(exposed, ports, forbidden) := {id: verdict.proof(_unserved_message(held.scope, ranges), _places(ranges)) |
	some id, held in _held(exposed, ports)
	ranges := [range | some range in held.ranges; range.at_least in forbidden]
	count(ranges) > 0
	every range in ranges {
		_unserved(held.scope, range)
	}
}

_points(exposed) := [point |
	some point in object.get(exposed, "points", [])
	point.kind != "network-acl"
]

_scope(point) := {
	"prefix": concat("", [point.id, " "]),
	"ranges": point.ranges,
	"protocols": point.protocols,
	"policies": [],
	"all_ports_rule": object.get(point, "all_ports_rule", _all_ports_rule),
}

_all_ports_rule := "firewall.exposure.all_ports_not_open"

# By subject the ranges that hold some of the ports, each cut down to them: every port of the machine, and of a point those
# that something may reach.
_held(exposed, ports) := object.union(_of_machine(exposed, _wanted(ports)), _of_points(exposed, _wanted(ports)))

_of_machine(exposed, wanted) := {id: {"scope": exposed, "ranges": _holding(exposed.ranges, family, want)} |
	some family in {range.family | some range in exposed.ranges}
	some want in wanted
	id := concat("", [family, ":", want.port])
}

_of_points(exposed, wanted) := {id: {"scope": _scope(point), "ranges": ranges} |
	some position in _met(exposed, wanted)
	point := exposed.points[position]
	some family in ["ipv4", "ipv6"]
	some want in wanted
	ranges := _holding(point.ranges, family, want)
	count(ranges) > 0
	id := concat("", [point.id, " ", family, ":", want.port])
}

_quiet_points(exposed, ports) := {point.id: point |
	met := _met(exposed, _wanted(ports))
	some position, point in object.get(exposed, "points", [])
	point.kind != "network-acl"
	not position in met
}

# Positions of the points that something may reach at some wanted port.
_met(exposed, wanted) := {position |
	some position in _candidates(exposed, wanted)
	point := exposed.points[position]
	point.kind != "network-acl"
	_meets(point, wanted)
}

# Among thousands of points the index tells where to look.
_candidates(exposed, wanted) := {position |
	names := {name | some want in wanted; some name in _buckets(want)}
	some bucket in exposed.port_index
	bucket.id in names
	some position in bucket.points
} if {
	exposed.port_index
} else := {position | some position, _ in object.get(exposed, "points", [])}

_buckets(want) := {concat(":", [want.protocol, "*"])} | {name |
	some number in numbers.range(floor(want.first / 256), floor(want.last / 256))
	name := concat(":", [want.protocol, format_int(number, 10)])
}

_meets(point, wanted) if {
	some range in point.ranges
	some want in wanted
	range.protocol == want.protocol
	range.from_port <= want.last
	range.to_port >= want.first
}

_wanted(ports) := [{
	"port": port,
	"protocol": protocol,
	"first": to_number(bounds[0]),
	"last": to_number(bounds[count(bounds) - 1]),
} |
	some port in ports
	[protocol, numbers] := split(port, "/")
	bounds := split(numbers, "-")
]

_holding(all, family, want) := [cut |
	some range in all
	range.family == family
	range.protocol == want.protocol
	range.from_port <= want.last
	range.to_port >= want.first
	cut := object.union(
		range,
		{"from_port": max([want.first, range.from_port]), "to_port": min([want.last, range.to_port])},
	)
]

_evident(_, range) if range.named

_evident(exposed, range) if count(_programs(exposed, range)) > 0

_evident(exposed, range) if {
	range.named == false
	_unseen(exposed)
	range.at_least == "internet"
	count(_tellers(exposed, range)) == 0
}

_unserved(exposed, range) if {
	range.named == false
	is_array(exposed.listeners)
	count(_programs(exposed, range)) == 0
}

_unserved(exposed, range) if {
	range.named == false
	_unseen(exposed)
	count(_tellers(exposed, range)) > 0
}

_unseen(exposed) if not exposed.listeners

_programs(exposed, range) := {object.get(listener, "program", "a program") |
	some listener in exposed.listeners
	listener.family == range.family
	listener.protocol == range.protocol
	listener.port >= range.from_port
	listener.port <= range.to_port
}

# The rule that tells that everything is let in.
_tellers(exposed, range) := {_policy_rule(exposed, range.family)} if {
	some policy in exposed.policies
	policy.id == $"{range.family}:input"
	policy.default.value == "allow"
} else := {object.get(exposed, "all_ports_rule", _all_ports_rule)} if {
	some protocol in exposed.protocols
	protocol.id == $"{range.family}:{range.protocol}"
	protocol.every_port.value == "internet"
} else := set()

_policy_rule(exposed, family) := "firewall.policy.host_firewall_active" if {
	some one in object.get(exposed, "families", [])
	one.id == family
	one.active.value == false
} else := "firewall.policy.no_default_accept_input"

# Some sender may reach every port, and whether the service is there was not seen.
_doubts(exposed, ranges) := [doubt |
	some range in ranges
	range.named == false
	range.at_least != "none"
	_unseen(exposed)
	doubt := {
		# regal ignore:line-length
		"unknown": "the filter lets in everything of some senders, and whether the service waits there is not in its rules: scan the host itself",
		"at": range.reach.at,
	}
]

_names := {
	"internet": "the internet",
	"partner": "some public addresses",
	"internal": "private addresses",
	"none": "nowhere",
}

_words(ranges, key) := concat(" and ", sort({_names[range[key]] | some range in ranges}))

_closed_message(ranges) := "closed to all other machines" if {
	{range.at_most | some range in ranges} == {"none"}
}

_closed_message(ranges) := concat("", ["reached from ", _words(ranges, "at_most"), " at most"]) if {
	count({range.at_most | some range in ranges} - {"none"}) > 0
}

_unserved_message(exposed, ranges) := concat("", [_everything(ranges, names), "; no program waits on this port"]) if {
	is_array(exposed.listeners)
	names := {name | some range in ranges; some name in _tellers(exposed, range)}
}

_unserved_message(exposed, ranges) := concat("", [_everything(ranges, names), _not_seen]) if {
	_unseen(exposed)
	names := {name | some range in ranges; some name in _tellers(exposed, range)}
}

_not_seen := "; no rule names this port, and whether a program waits on it was not seen"

_everything(_, names) := concat("", ["everything is open here, as ", concat(" and ", sort(names)), " tells"]) if count(names) > 0

_everything(ranges, names) := concat("", ["everything is open to ", _words(ranges, "at_least")]) if count(names) == 0

_told(exposed, ranges) := concat("", [
	"open to ",
	_words(ranges, "at_least"),
	_waiting(exposed, ranges),
	": ",
	concat("; ", sort({_witness(range) | some range in ranges})),
])

_waiting(exposed, ranges) := concat("", [", and ", concat(", ", sort(programs)), " waits there"]) if {
	programs := {program | some range in ranges; some program in _programs(exposed, range)}
	count(programs) > 0
}

_waiting(exposed, ranges) := "" if count({p | some range in ranges; some p in _programs(exposed, range)}) == 0

# The packet is one of the whole range: its port is not the one that is asked for.
_witness(range) := concat("", ["a packet like ", split(range.witness, " to port ")[0], " is let in"])

_witness(range) := $"everything of {range.id}" if not range.witness

_places(ranges) := [place |
	some range in ranges
	some place in array.concat(range.decided_by, [range.reach | count(range.decided_by) == 0])
]
