# METADATA
# title: Only members of a group of its own can run sudo
# description: |
#   sudo is a large SUID program: who cannot start it cannot use a hole in it. The binary belongs to root and to
#   a group of administrators, and its mode is 4110 or stricter. A package update puts the mode back unless
#   dpkg-statoverride holds it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.sudo.ws/docs/man/sudo.man/
#     description: sudo(8)
# custom:
#   severity: low
#   subject: file
#   remediation: >-
#     `groupadd --system sudogrp`, add the administrators, then `dpkg-statoverride --add --update root sudogrp
#     4110 /usr/bin/sudo`.
#   aliases: [sudo-dedicated-group]
#   parameters:
#     groups:
#       default: ["sudogrp"]
#       description: Groups that the binary may have.
#     mode:
#       default: "4110"
#       description: The loosest mode that is accepted, octal.
package policies.host.sudo.dedicated_group

import data.policies.lib.octal
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"{program.id} {part}"] := program.status if {
	some program in input.host.sudo.data.programs
	endswith(program.id, "/sudo")
	program.present.value == true
	some part in ["group", "mode"]
}

_groups := {name | some name in data.parameters["host.sudo.dedicated_group"].groups}

_loosest := octal.parse(data.parameters["host.sudo.dedicated_group"].mode)

passed[id] := verdict.proof($"its group is {status.value.group}", [status]) if {
	some id, status in subjects
	endswith(id, " group")
	status.value.group in _groups
}

failed[id] := verdict.proof($"its group is {status.value.group}, not {concat(" or ", sort(_groups))}", [status]) if {
	some id, status in subjects
	endswith(id, " group")
	count({status.value.group} - _groups) == 1
}

passed[id] := verdict.proof($"its mode is {status.value.octal}", [status]) if {
	some id, status in subjects
	endswith(id, " mode")
	bits.and(status.value.mode, 4095 - _loosest) == 0
}

failed[id] := verdict.proof($"its mode is {status.value.octal}, looser than {data.parameters["host.sudo.dedicated_group"].mode}", [status]) if {
	some id, status in subjects
	endswith(id, " mode")
	bits.and(status.value.mode, 4095 - _loosest) != 0
}
