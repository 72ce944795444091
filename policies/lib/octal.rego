# METADATA
# description: Masks and modes as people write them.
# custom:
#   library: true
package policies.lib.octal

# METADATA
# description: The number that one to four octal digits stand for; undefined for anything else.
parse(text) := sum([value |
	some index in numbers.range(0, count(text) - 1)
	value := to_number(substring(text, index, 1)) * _weights[(count(text) - 1) - index]
]) if {
	regex.match(`^[0-7]{1,4}$`, text)
}

_weights := [1, 8, 64, 512]
