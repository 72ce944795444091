# METADATA
# description: |
#   What the rules about open ports share: which ranges of the derived exposure hold the ports of a rule, and what they
#   prove. A port is written `tcp/22` or `tcp/8000-8010`. The ranges of the exposure cut all ports of a family, so every
#   port that is asked for is found in one of them.
# custom:
#   library: true
package policies.lib.exposure

import data.policies.lib.verdict

# METADATA
# description: By family and port as written, the ranges that hold some of the ports, each as the fact of its reach.
reaches(all, ports) := {id: found |
	some family in {range.family | some range in all}
	some port in ports
	id := $"{family}:{port}"
	found := [range.reach | some range in _holding(all, family, port)]
}

# METADATA
# description: Subjects of which no port is reached from further than the reaches of `allowed`.
closed(all, ports, allowed) := {id: verdict.proof(_closed_message(id, ranges), _places(ranges)) |
	some family in {range.family | some range in all}
	some port in ports
	id := $"{family}:{port}"
	ranges := _holding(all, family, port)
	count(ranges) > 0
	every range in ranges {
		range.at_most in allowed
	}
}

# METADATA
# description: Subjects of which some port is reached for sure from one of the reaches of `forbidden`.
open(all, ports, forbidden) := {id: verdict.proof(_told(id, ranges), _places(ranges)) |
	some family in {range.family | some range in all}
	some port in ports
	id := $"{family}:{port}"
	ranges := [range |
		some range in _holding(all, family, port)
		range.at_least in forbidden
	]
	count(ranges) > 0
}

_holding(all, family, port) := [range |
	[protocol, numbers] := split(port, "/")
	bounds := split(numbers, "-")
	first := to_number(bounds[0])
	last := to_number(bounds[count(bounds) - 1])
	some range in all
	range.family == family
	range.protocol == protocol
	range.from_port <= last
	range.to_port >= first
]

_names := {
	"internet": "the internet",
	"partner": "some public addresses",
	"internal": "private addresses",
	"none": "nowhere",
}

_words(ranges, key) := concat(" and ", sort({_names[range[key]] | some range in ranges}))

_closed_message(id, ranges) := concat("", [id, " is reached from ", _words(ranges, "at_most"), " at most"])

_told(id, ranges) := concat("", [
	id,
	" is open to ",
	_words(ranges, "at_least"),
	": ",
	concat("; ", sort({_witness(range) | some range in ranges})),
])

_witness(range) := object.get(range, "witness", range.id)

_places(ranges) := [place |
	some range in ranges
	some place in array.concat(range.decided_by, [range.reach | count(range.decided_by) == 0])
]
