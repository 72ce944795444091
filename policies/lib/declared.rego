# METADATA
# description: |
#   What the rules about declared exposure share: the openings of one side (`public` or `private` sources) against
#   exposure.yaml. A family of which nothing is open to that side is a subject of its own, so that a pass is proved.
# custom:
#   library: true
package policies.lib.declared

import data.policies.lib.verdict

# METADATA
# description: The openings of a side with the sources that no declaration covers, and families without any opening.
subjects(state, side) := object.union(
	{opening.id: opening[$"undeclared_{side}"] |
		some opening in state.openings
		_of(opening, side)
	},
	{family.id: family[side] |
		some family in state.families
		_quiet(family[side])
	},
)

# METADATA
# description: Openings that declarations cover, and families without any.
covered(state, side) := object.union(
	{opening.id: verdict.proof(_by(opening), array.concat([fact], opening.decided_by)) |
		some opening in state.openings
		_of(opening, side)
		fact := opening[$"undeclared_{side}"]
		fact.value == []
	},
	{family.id: verdict.proof($"nothing is open to {side} addresses", [family[side]]) |
		some family in state.families
		family[side].value == false
	},
)

# METADATA
# description: Openings with sources that no declaration covers.
uncovered(state, side) := {opening.id: verdict.proof(_message(opening, fact.value), opening.decided_by) |
	some opening in state.openings
	_of(opening, side)
	fact := opening[$"undeclared_{side}"]
	count(fact.value) > 0
}

_of(opening, "public") if opening.from_public == true

# What is open to public addresses without a declaration is told there, and not once more for private ones.
_of(opening, "private") if {
	opening.from_private == true
	count(object.get(opening.undeclared_public, "value", [])) == 0
}

_quiet(fact) if fact.value == false

_quiet(fact) if fact.unknown

_by(opening) := concat("", ["declared: ", concat(", ", opening.declared_by)]) if count(opening.declared_by) > 0

_by(opening) := "its sources are declared" if count(opening.declared_by) == 0

_message(opening, sources) := concat("", [
	"open to ",
	concat(", ", sources),
	_beside(opening.declared_by),
	_expired(opening.expired),
])

_beside([]) := ", not declared"

_beside(names) := concat("", [", not declared for them (", concat(", ", names), " declares it for others)"]) if {
	count(names) > 0
}

_expired([]) := ""

_expired(names) := concat("", ["; the declaration has expired: ", concat(", ", names)]) if count(names) > 0

# METADATA
# description: |
#   Subjects of the rules about one service, of either family, that exposure.yaml declares to be open to the internet.
#   A port is written `tcp/80` or `tcp/8000-8010`.
to_the_internet(reach, ports) := {$"{point.id}{family}:{port}" |
	some port in ports
	[protocol, numbers] := split(port, "/")
	bounds := split(numbers, "-")
	some point in reach.points
	some range in point.ports
	range.protocol == protocol
	range.from_port <= to_number(bounds[0])
	range.to_port >= to_number(bounds[count(bounds) - 1])
	some family in {"ipv4", "ipv6"}
}
