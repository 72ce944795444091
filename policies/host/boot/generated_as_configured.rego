# METADATA
# title: The boot menu gives the kernel what /etc/default/grub asks for
# description: |
#   An argument that stands in /etc/default/grub does nothing until grub.cfg is made from it: the next boot goes
#   without, and who reads the file believes it is there. Only arguments that are settings of the kernel are
#   compared; a machine without GRUB or without that file has nothing to compare.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.gnu.org/software/grub/manual/grub/html_node/Simple-configuration.html
#     description: "GRUB: simple configuration"
# custom:
#   severity: low
#   subject: kernel-argument
#   remediation: >-
#     Run `update-grub` (RHEL: `grub2-mkconfig -o /boot/grub2/grub.cfg`), or take the argument out of
#     /etc/default/grub.
#   aliases: []
package policies.host.boot.generated_as_configured

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[argument.id] := {"asked": argument, "next": next.read, "given": next.arguments} if {
	some file in input.host.boot.data.lines
	file.id == "default-file"
	some argument in file.arguments
	next := _next
}

# When the file itself may not be read there is one subject, which is unknown.
subjects["default-file"] := {"asked": file.read} if {
	some file in input.host.boot.data.lines
	file.id == "default-file"
	file.read.unknown
}

_next := line if {
	some line in input.host.boot.data.lines
	line.id == "next"
}

passed[id] := verdict.proof($"{_written(facts.asked)} is given at the next boot", [facts.asked]) if {
	some id, facts in subjects
	some argument in facts.given
	argument.id == id
	argument.value == facts.asked.value
}

failed[id] := verdict.proof($"{_written(facts.asked)} is asked for, the next boot has {_written(argument)}", [facts.asked, argument]) if {
	some id, facts in subjects
	some argument in facts.given
	argument.id == id
	argument.value != facts.asked.value
}

failed[id] := verdict.proof($"{_written(facts.asked)} is asked for, the next boot goes without", [facts.asked, facts.next]) if {
	some id, facts in subjects
	facts.next.value
	every argument in facts.given {
		argument.id != id
	}
}

_written(argument) := argument.id if argument.value == ""

_written(argument) := $"{argument.id}={argument.value}" if argument.value != ""
