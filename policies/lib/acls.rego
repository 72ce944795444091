# METADATA
# description: What rules about network ACLs share.
# custom:
#   library: true
package policies.lib.acls

import data.policies.lib.cloud

# METADATA
# description: The exposure without the lists that no subnet uses, which guard nothing. One of which that is not told stays.
in_use(exposed, known) := object.union(exposed, {"points": points}) if {
	unused := _unused(known)
	points := [point |
		some point in object.get(exposed, "points", [])
		not point.id in unused
	]
}

_unused(known) := {cloud.label(group) |
	some group in known.groups
	group.kind == "network-acl"
	count(group.attached_to.value) == 0
}
