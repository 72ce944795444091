# METADATA
# description: |
#   What rules about services that should not be there share. A unit is on when the boot starts it, when a socket, timer,
#   path, bus name or device that is there starts it, or when it runs now. Units are found under all their names.
# custom:
#   library: true
package policies.lib.services

import data.policies.lib.verdict

# METADATA
# description: |
#   Names without those that are declared for the host: a unit (`rsync.service`), or its name without the type (`rsync`).
undeclared(names, declared) := {name |
	some name in names
	count({name, split(name, ".")[0]} & {one | some one in declared}) == 0
}

# METADATA
# description: Those of the units that are there.
found(units, names) := [unit |
	some unit in units
	count(({unit.id} | {alias | some alias in unit.aliases}) & names) > 0
]

# METADATA
# description: The facts that say whether one of the named units starts.
facts(units, names) := [unit.starts_at_boot | some unit in found(units, names)]

# METADATA
# description: |
#   Proved where none of the named units is there, or none of those that are there is on. That a unit is not there is proved
#   only where all units are known.
off(units, names) := verdict.proof(message, [unit.starts_at_boot | some unit in there]) if {
	there := found(units, names)
	_known(there)
	every unit in there {
		unit.starts_at_boot.value == false
		count(reasons(unit)) == 0
	}
	message := _off_message(there)
}

_known(there) if count(there) > 0

_known(there) if {
	count(there) == 0
	input.host.services.flag == "complete"
}

_off_message(there) := "no such service is there" if count(there) == 0

_off_message(there) := $"{concat(", ", sort({unit.id | some unit in there}))} is there and does not start" if count(there) > 0

# METADATA
# description: Proved where one of the named units is on; says how.
on(units, names) := verdict.proof(message, places) if {
	started := [unit | some unit in found(units, names); count(reasons(unit)) > 0]
	count(started) > 0
	message := concat("; ", sort({reason | some unit in started; some reason in reasons(unit)}))
	places := [place | some unit in started; some place in _places(unit)]
}

# METADATA
# description: How a unit comes to run; empty when nothing is known to start it.
reasons(unit) := array.concat(
	array.concat(
		[$"{unit.id} starts at boot" | unit.starts_at_boot.value == true],
		[$"{unit.id} is started by {activator.id}" | some activator in unit.activators],
	),
	[$"{unit.id} runs" |
		unit.live.active == "active"
		unit.starts_at_boot.value == false
		count(unit.activators) == 0
	],
)

_places(unit) := array.concat([unit.starts_at_boot], [activator | some activator in unit.activators])

# METADATA
# description: |
#   Subjects of a rule that a kind of server is neither installed nor started: each package of it that is installed, each
#   of its units that is on without such a package, and `none` where there is neither. `programs` gives the units of each
#   package; what is declared is left out.
servers(packages, units, programs, declared) := table if {
	table := object.union(_installed_servers(packages, units, programs, declared), _bare_units(packages, units, programs, declared))
	count(table) > 0
}

servers(packages, units, programs, declared) := {"none": facts(units, _unit_names(programs, declared))} if {
	count(_installed_servers(packages, units, programs, declared)) == 0
	count(_bare_units(packages, units, programs, declared)) == 0
}

# METADATA
# description: Proved where no package of the kind is installed and none of its units is on.
no_servers(packages, units, programs, declared) := {"none": proof} if {
	count(_installed_servers(packages, units, programs, declared)) == 0
	proof := off(units, _unit_names(programs, declared))
}

# METADATA
# description: What is installed or on, by subject.
some_servers(packages, units, programs, declared) := object.union(
	{name: proof |
		some name, _ in _installed_servers(packages, units, programs, declared)
		own := [one | some one in packages; one.name == name]
		started := {reason | some unit in found(units, programs[name]); some reason in reasons(unit)}
		proof := verdict.proof(concat("; ", array.concat([$"{name} is installed"], sort(started))), own)
	},
	{id: proof |
		some id, _ in _bare_units(packages, units, programs, declared)
		proof := on(units, {id})
	},
)

_installed_servers(packages, units, programs, declared) := {name: facts(units, programs[name]) |
	some one in packages
	name := one.name
	programs[name]
	count(undeclared({name}, declared)) == 1

	# Declared by one of its units.
	count(undeclared(programs[name], declared)) == count(programs[name])
}

_bare_units(packages, units, programs, declared) := {unit.id: [unit.starts_at_boot] |
	installed := {one.name | some one in packages}
	some unit in found(units, _unit_names(programs, declared))
	count(reasons(unit)) > 0
	owners := {name | some name, names in programs; count(({unit.id} | {alias | some alias in unit.aliases}) & names) > 0}
	count(owners & installed) == 0
}

# Units of all programs, bar those that are declared, by their own name or by that of a package that brings them.
_unit_names(programs, declared) := undeclared(all, declared) - named if {
	all := {name | some names in programs; some name in names}
	named := {name |
		some package_name, names in programs
		count(undeclared({package_name}, declared)) == 0
		some name in names
	}
}
