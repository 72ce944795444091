# METADATA
# description: What rules about kernel modules, build options and boot arguments share.
# custom:
#   library: true
package policies.lib.kernel

import data.policies.lib.verdict

# METADATA
# description: The facts of one module.
module_subjects(id) := {module.id: module |
	some module in input.host.modules.data.modules
	module.id == id
}

# METADATA
# description: |
#   Modules that no way leads into the kernel: no kernel ships them, or modprobe runs nothing in their place, and they are
#   not loaded. With `blacklist` true their aliases must be taken off as well.
modules_passed(subjects, blacklist) := {id: proof |
	some id, module in subjects
	_absent_now(module)
	proof := _module_closed(module, blacklist)
}

# METADATA
# description: Modules that are in the kernel, or that a request can bring in.
modules_failed(subjects, blacklist) := {id: proof |
	some id, module in subjects
	reasons := _module_reasons(module, blacklist)
	facts := [fact | some fact in [module.install, module.built_into, module.loaded]; fact.value != ""; fact.value != []; fact.value != false]
	count(reasons) > 0
	proof := verdict.proof(concat("; ", sort(reasons)), facts)
}

_absent_now(module) if module.loaded.value == false

# What is loaded is a fact of a running machine only.
_absent_now(_) if input.host.modules.data.live == false

_module_closed(module, blacklist) := verdict.proof($"modprobe runs {module.install.value} in its place", [module.install]) if {
	module.built_into.value == []
	module.blocked.value == true
	module.install.value != ""
	_hidden(module, blacklist)
} else := verdict.proof("the kernel refuses it by module_blacklist", [module.blocked]) if {
	module.built_into.value == []
	module.blocked.value == true
	module.install.value == ""
} else := verdict.proof("no installed kernel ships it", [module.shipped_by]) if {
	module.built_into.value == []
	module.shipped_by.value == []
} else := verdict.proof("nothing is loaded any more after boot (kernel.modules_disabled is 1)", [disabled]) if {
	module.built_into.value == []
	disabled := input.host.modules.data.loading_disabled
	disabled.value == true
}

_hidden(_, blacklist) if blacklist == false

_hidden(module, blacklist) if {
	blacklist == true
	module.blacklisted.value == true
}

_module_reasons(module, blacklist) := {reason |
	some reason in array.concat(_certain(module), _open(module, blacklist))
}

_certain(module) := array.concat(_loaded(module), _built_in(module))

_loaded(module) := ["it is loaded now"] if {
	module.loaded.value == true
} else := []

_built_in(module) := [$"it is built into {concat(", ", module.built_into.value)}"] if {
	count(module.built_into.value) > 0
} else := []

# A way in counts only where a kernel ships the module and modules are loaded after boot.
_open(module, blacklist) := [_way(module, blacklist)] if {
	count(module.shipped_by.value) > 0
	input.host.modules.data.loading_disabled.value == false
	_way(module, blacklist)
} else := []

_way(module, _) := "nothing keeps modprobe from loading it" if {
	module.blocked.value == false
	module.install.value == ""
	module.blacklisted.value == false
} else := "blacklist keeps its aliases from loading it, but not modprobe by its name" if {
	module.blocked.value == false
	module.install.value == ""
	module.blacklisted.value == true
} else := $"modprobe runs {module.install.value}, which is more than true or false" if {
	module.blocked.value == false
	module.install.value != ""
}

_way(module, blacklist) := "its aliases are not blacklisted" if {
	blacklist == true
	module.blocked.value == true
	module.install.value != ""
	module.blacklisted.value == false
}

# METADATA
# description: One subject for each wanted build option that is judged.
option_subjects(wanted) := {option.id: {"value": option.value, "gone": option.gone, "or": other, "want": wanted[option.id]} |
	some option in input.host.kernel_config.data.options
	wanted[option.id]
	other := _alternative(wanted[option.id])
}

# The option that took over from one that is gone or does the same work, when the rule names one.
_alternative(want) := option if {
	some option in input.host.kernel_config.data.options
	option.id == want.or
} else := {}

# METADATA
# description: Options that the version or the architecture of this kernel does not have, and that nothing replaces.
options_gone(subjects) := {id: proof |
	some id, facts in subjects
	_scope(facts) == "gone"
	proof := verdict.proof(facts.gone, [facts.value])
}

# METADATA
# description: Options with a wanted value, of their own or of what replaces them.
options_passed(subjects) := {id: proof |
	some id, facts in subjects
	_scope(facts) == "met"
	proof := _option_proof(facts)
}

# METADATA
# description: Options with another value.
options_failed(subjects) := {id: proof |
	some id, facts in subjects
	_scope(facts) == "missed"
	asked := replace(concat(" or ", facts.want.values), "*", "any value")
	proof := verdict.proof($"{_shown(facts.value.value)}, asked is {asked}", [facts.value])
}

_scope(facts) := "met" if {
	_option_proof(facts)
} else := "gone" if {
	facts.gone != ""
} else := "missed" if {
	facts.value.value
}

_option_proof(facts) := verdict.proof(_shown(facts.value.value), [facts.value]) if {
	_option_meets(facts.value.value, facts.want.values)
	facts.gone == ""
} else := verdict.proof(_shown(facts.value.value), [facts.value]) if {
	# What a kernel does not have is as good as not set.
	facts.value.value == "n"
	"n" in facts.want.values
} else := verdict.proof($"{facts.or.id} does it: {facts.or.value.value}", [facts.or.value]) if {
	facts.or.value.value == "y"
}

_option_meets(value, accepted) if value in accepted

_option_meets(value, accepted) if {
	"*" in accepted
	value != ""
	value != "n"
}

_shown("n") := "not set"

_shown(value) := $"set to {value}" if value != "n"

# METADATA
# description: |
#   One subject for each wanted argument on each command line that counts: the running kernel's and that of the next boot.
#   A want is `{"accepted": [texts]}`, `{"minimum": number}`, `{"present": true}` or `{"absent": true}`.
argument_subjects(wanted) := {id: subject |
	some line in input.host.boot.data.lines
	when := _when[line.id]
	some name, want in wanted
	id := $"{name} {when}"
	subject := {"read": line.read, "arguments": line.arguments, "name": name, "want": want}
}

_when := {"running": "now", "next": "at the next boot"}

# METADATA
# description: Arguments that are as wanted.
arguments_passed(subjects) := {id: proof |
	some id, facts in subjects
	proof := _argument_passed(facts)
}

# METADATA
# description: Arguments that are not as wanted.
arguments_failed(subjects) := {id: proof |
	some id, facts in subjects
	proof := _argument_failed(facts)
}

_argument_passed(facts) := verdict.proof($"{facts.name} is not given", [facts.read]) if {
	facts.want.absent == true
	_not_given(facts)
}

_argument_passed(facts) := verdict.proof(_written(argument), [argument]) if {
	some argument in facts.arguments
	argument.id == facts.name
	_argument_meets(argument.value, facts.want)
}

_argument_failed(facts) := verdict.proof($"{facts.name} is not given, asked is {_wanted(facts)}", [facts.read]) if {
	object.get(facts.want, "absent", false) == false
	_not_given(facts)
}

_argument_failed(facts) := verdict.proof($"{_written(argument)}, asked is {_wanted(facts)}", [argument]) if {
	some argument in facts.arguments
	argument.id == facts.name
	_argument_misses(argument.value, facts.want)
}

_not_given(facts) if {
	facts.read.value
	every argument in facts.arguments {
		argument.id != facts.name
	}
}

_argument_meets(value, want) if value in want.accepted

_argument_meets(value, want) if _number(value) >= want.minimum

_argument_meets(_, want) if want.present == true

_argument_misses(value, want) if {
	every accepted in want.accepted {
		accepted != value
	}
}

_argument_misses(value, want) if _number(value) < want.minimum

_argument_misses(value, want) if {
	is_number(want.minimum)
	not regex.match(`^[0-9]{1,15}$`, value)
}

_argument_misses(_, want) if want.absent == true

_number(value) := to_number(value) if regex.match(`^[0-9]{1,15}$`, value)

_written(argument) := argument.id if argument.value == ""

_written(argument) := $"{argument.id}={argument.value}" if argument.value != ""

_wanted(facts) := concat(" or ", [written |
	some text in facts.want.accepted
	written := _written({"id": facts.name, "value": text})
]) if {
	is_array(facts.want.accepted)
}

_wanted(facts) := $"{facts.name}={facts.want.minimum} or more" if is_number(facts.want.minimum)

_wanted(facts) := facts.name if facts.want.present == true

_wanted(facts) := "that it is absent" if facts.want.absent == true
