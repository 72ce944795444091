# METADATA
# title: sudo starts commands with a closed umask
# description: |
#   Files that root makes by sudo are then closed to others. The mask of the caller is joined with it unless
#   umask_override is set, so a stricter one stays. 0777 leaves the mask of the caller alone.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.sudo.ws/docs/man/sudoers.man/
#     description: sudoers(5)
# custom:
#   severity: low
#   subject: sudoers
#   remediation: >-
#     Put `Defaults umask=0077` into a file of /etc/sudoers.d with `visudo -f`.
#   aliases: [sudo-umask]
#   parameters:
#     umask:
#       default: "0077"
#       description: The loosest mask that is accepted, octal.
package policies.host.sudo.umask

import data.policies.lib.octal
import data.policies.lib.sudo
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["Defaults umask"] := sudo.option(input.host.sudo.data, "umask")

_wanted := octal.parse(data.parameters["host.sudo.umask"].umask)

passed[id] := verdict.proof($"umask is {fact.value}", [fact]) if {
	some id, fact in subjects
	octal.parse(fact.value) != 511
	bits.and(octal.parse(fact.value), _wanted) == _wanted
}

failed[id] := verdict.proof($"umask is {fact.value}, looser than {data.parameters["host.sudo.umask"].umask}", [fact]) if {
	some id, fact in subjects
	bits.and(octal.parse(fact.value), _wanted) != _wanted
}

failed[id] := verdict.proof("umask is 0777: the mask of the caller holds", [fact]) if {
	some id, fact in subjects
	octal.parse(fact.value) == 511
}
