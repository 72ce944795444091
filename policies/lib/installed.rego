# METADATA
# description: What rules about packages that should not be there share.
# custom:
#   library: true
package policies.lib.installed

import data.policies.lib.verdict

# METADATA
# description: The packages of these names.
found(packages, names) := [one | some one in packages; one.name in names]

# METADATA
# description: Proved where none of the names is installed.
none(packages, names) := verdict.proof("no such package is installed", []) if {
	every one in packages {
		count({one.name} & {name | some name in names}) == 0
	}
}

# METADATA
# description: Proved where one of the names is installed.
some_of(packages, names) := verdict.proof($"installed: {concat(", ", sort({one.name | some one in there}))}", there) if {
	there := found(packages, names)
	count(there) > 0
}
