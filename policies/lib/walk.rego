# METADATA
# description: What rules over the walk of the file systems share.
# custom:
#   library: true
package policies.lib.walk

# METADATA
# description: |
#   The subject `/`, which stands for all that was looked at: there when nothing was found, and when the walk was not whole,
#   so that what was found is only the least there is.
whole(found) := {"/": fact |
	fact := input.host.walk.data.whole
	_speaks(fact, count(found))
}

_speaks(_, found) if found == 0

_speaks(fact, _) if fact.unknown

# METADATA
# description: The pass of `/` when nothing was found by a whole walk; the message tells how much was looked at.
nothing(found, what) := {"/": {
	"message": $"no {what} among {input.host.walk.data.seen} entries",
	"at": [fact.at],
	"overridden": [],
} |
	fact := input.host.walk.data.whole
	fact.value == true
	count(found) == 0
}
