# METADATA
# description: What rules about the options of sudo share.
# custom:
#   library: true
package policies.lib.sudo

# METADATA
# description: |
#   A flag of Defaults as facts: for everybody under `Defaults NAME`, and one for each line that sets it for some users,
#   hosts, commands or targets only.
flag(sudo, name) := object.union(_global(sudo, name), _scoped(sudo, name))

# METADATA
# description: The value of an option that holds for everybody.
option(sudo, name) := fact if {
	some one in sudo.options
	one.id == name
	fact := one.value
}

_global(sudo, name) := {$"Defaults {name}": fact | fact := option(sudo, name)}

_scoped(sudo, name) := {$"Defaults {name} for {concat(", ", one.subjects)} ({one.id})": {"value": _told(one.negated), "at": one.at} |
	some one in sudo.defaults
	one.name == name
	one.scope != "global"
	count(one.subjects) > 0
}

_told(negated) := "false" if negated == true

_told(negated) := "true" if negated == false
