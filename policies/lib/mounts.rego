# METADATA
# description: |
#   What rules about mounts share. A folder is judged on each side that can be told: `now` on a running system and
#   `at boot` where an init program mounts what files ask for; an offline tree has only the second.
# custom:
#   library: true
package policies.lib.mounts

# METADATA
# description: The folders as subjects, with the facts whether each is a mount of its own.
folders(paths) := {point.id: [side.own | some side in point.sides] |
	some point in input.host.mounts.data.points
	point.id in paths
}

# METADATA
# description: Folders that the host does not have.
absent(paths) := {point.id: _proof("there is no such folder", []) |
	some point in input.host.mounts.data.points
	point.id in paths
	point.exists == false
}

# METADATA
# description: Folders that are mounts of their own on every side.
separate(paths) := {point.id: proof |
	some point in input.host.mounts.data.points
	point.id in paths
	point.exists == true
	sides := point.sides
	count([side | some side in sides; side.own.value == true]) == count(sides)
	proof := _proof($"it is a mount of its own {_both(sides)}", [side.own | some side in sides])
}

# METADATA
# description: Folders that are no mount of their own on some side.
joined(paths) := {point.id: proof |
	some point in input.host.mounts.data.points
	point.id in paths
	point.exists == true
	without := [side | some side in point.sides; side.own.value == false]
	count(without) > 0
	proof := _proof($"it is no mount of its own {_both(without)}", [side.own | some side in without])
}

# METADATA
# description: The options of the folders as subjects, each its own (`/tmp nodev`).
options(paths, names) := {$"{point.id} {name}": [fact | some side in point.sides; some fact in [side.own, side[name]]] |
	some point in input.host.mounts.data.points
	point.id in paths
	some name in names
}

# METADATA
# description: Options of folders that are no mounts of their own on any side, or are not there; another rule's matter.
not_mounted(paths, names) := {$"{point.id} {name}": _proof(
	"the folder is no mount of its own",
	[side.own | some side in point.sides],
) |
	some point in input.host.mounts.data.points
	point.id in paths
	some name in names
	count([side | some side in point.sides; side.own.value == false]) == count(point.sides)
}

# METADATA
# description: Options that hold on every side on which the folder is a mount of its own.
held(paths, names) := {$"{point.id} {name}": proof |
	some point in input.host.mounts.data.points
	point.id in paths
	some name in names
	own := [side | some side in point.sides; side.own.value == true]
	count(own) > 0

	# A side that cannot be told proves nothing.
	count([side | some side in point.sides; side.own.value == false]) + count(own) == count(point.sides)
	count([side | some side in own; side[name].value == true]) == count(own)
	proof := _proof($"{name} {_both(own)}", [side[name] | some side in own])
}

# METADATA
# description: Options that are lacking on a side on which the folder is a mount of its own.
lacking(paths, names) := {$"{point.id} {name}": proof |
	some point in input.host.mounts.data.points
	point.id in paths
	some name in names
	bare := [side |
		some side in point.sides
		side.own.value == true
		side[name].value == false
	]
	count(bare) > 0
	proof := _proof($"mounted without {name} {_both(bare)}", [side[name] | some side in bare])
}

_both(sides) := concat(" and ", [side.id | some side in sides])

_proof(message, facts) := {
	"message": message,
	"at": [fact.at | some fact in facts],
	"overridden": [lost | some fact in facts; some lost in fact.overridden],
}
