# METADATA
# title: The kernel does not start without its mandatory access control
# description: |
#   `apparmor=0`, `selinux=0`, `enforcing=0`, `security=` of another module or an `lsm=` list without it turn
#   the access control off before any file is read. Debian starts AppArmor by itself, so that no argument is
#   needed; some guides ask to write `apparmor=1 security=apparmor` all the same: say so by the parameter.
#   Judged are the arguments of the running kernel and those of the next boot.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/apparmor/apparmor.7.en.html
#     description: apparmor(7)
#   - ref: https://docs.kernel.org/admin-guide/kernel-parameters.html
#     description: Kernel command-line parameters
# custom:
#   severity: medium
#   subject: kernel-argument
#   remediation: >-
#     Take the argument out of GRUB_CMDLINE_LINUX in /etc/default/grub (or add `apparmor=1 security=apparmor`
#     where asked), run `update-grub`, and restart.
#   aliases: [mac-boot-on]
#   parameters:
#     explicit:
#       default: false
#       description: Ask for apparmor=1 and security=apparmor (or selinux=1) on the line.
package policies.host.mac.on_at_boot

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := {"read": line.read, "system": input.host.mac.data.system, "arguments": line.arguments} if {
	some line in input.host.boot.data.lines
	id := {"running": "now", "next": "at the next boot"}[line.id]
}

_modules := {"apparmor", "selinux"}

# What turns the access control of this machine off.
_off[id] contains argument if {
	some id, facts in subjects
	some argument in facts.arguments
	_turns_off(argument, facts.system.value)
}

_turns_off(argument, system) if {
	argument.id == system
	argument.value == "0"
}

_turns_off(argument, "selinux") if {
	argument.id == "enforcing"
	argument.value == "0"
}

_turns_off(argument, system) if {
	argument.id == "security"
	argument.value != system
}

_turns_off(argument, system) if {
	argument.id == "lsm"
	every module in split(argument.value, ",") {
		module != system
	}
}

_keeps(argument, system) if {
	count({argument.id} & {system, "enforcing", "security", "lsm"}) == 0
}

_keeps(argument, system) if {
	argument.id in {system, "enforcing"}
	argument.value != "0"
}

_keeps(argument, "apparmor") if argument.id == "enforcing"

_keeps(argument, system) if {
	argument.id == "security"
	argument.value == system
}

_keeps(argument, system) if {
	argument.id == "lsm"
	system in split(argument.value, ",")
}

_explicit := {
	"apparmor": {"apparmor": "1", "security": "apparmor"},
	"selinux": {"selinux": "1"},
}

_given[id] contains name if {
	some id, facts in subjects
	some name, value in _explicit[facts.system.value]
	some argument in facts.arguments
	argument.id == name
	argument.value == value
}

passed[id] := verdict.proof("nothing on the command line turns it off", [facts.read]) if {
	some id, facts in subjects
	facts.read.value
	facts.system.value in _modules
	every argument in facts.arguments {
		_keeps(argument, facts.system.value)
	}
	_enough(id, facts)
}

_enough(_, _) if data.parameters["host.mac.on_at_boot"].explicit == false

_enough(id, facts) if {
	data.parameters["host.mac.on_at_boot"].explicit == true
	_given[id] == object.keys(_explicit[facts.system.value])
}

failed[id] := verdict.proof($"{concat(" ", sort([$"{argument.id}={argument.value}" | some argument in _off[id]]))} turns it off", [argument | some argument in _off[id]]) if {
	some id, _ in subjects
	count(_off[id]) > 0
}

failed[id] := verdict.proof($"{_asked(facts.system.value)} is asked on the command line", [facts.read]) if {
	some id, facts in subjects
	facts.read.value
	data.parameters["host.mac.on_at_boot"].explicit == true
	every argument in facts.arguments {
		_keeps(argument, facts.system.value)
	}
	count(object.keys(_explicit[facts.system.value]) - {name | some name in _given[id]}) > 0
}

_asked(system) := concat(" ", sort([$"{name}={value}" | some name, value in _explicit[system]]))
