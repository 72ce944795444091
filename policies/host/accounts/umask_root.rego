# METADATA
# title: root's own start files do not loosen the umask
# description: |
#   What root writes holds keys and passwords more often than what people write. Only a umask that
#   ~root/.profile, ~root/.bashrc or what they source sets is meant; that of all shells is judged apart.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man1/bash.1.html
#     description: bash(1)
# custom:
#   severity: low
#   subject: shell
#   remediation: >-
#     Take the umask line out of the start files of root, or set `umask 027`.
#   aliases: [acct-root-umask]
#   parameters:
#     umask:
#       default: "027"
#       description: The loosest mask that is accepted, octal.
package policies.host.accounts.umask_root

import data.policies.lib.octal
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"shell:{session.id}"] := [session.umask, session] if {
	some session in input.host.shell_init.data.sessions
	session.root == true
	session.shell == "bash"
}

_wanted := octal.parse(data.parameters["host.accounts.umask_root"].umask)

_harmless(one) if one.set_by != "own"

_harmless(one) if {
	one.set_by == "own"
	bits.and(one.bits, _wanted) == _wanted
}

passed[id] := verdict.proof("no start file of root loosens the umask", session.umask_possible) if {
	some id, [_, session] in subjects
	session.umask_certain == true
	every one in session.umask_possible {
		_harmless(one)
	}
}

failed[id] := verdict.proof($"root's own start files set {concat(" or ", sort({one.octal | some one in session.umask_possible}))}, looser than {data.parameters["host.accounts.umask_root"].umask}", session.umask_possible) if {
	some id, [_, session] in subjects
	session.umask_certain == true
	every one in session.umask_possible {
		one.set_by == "own"
		bits.and(one.bits, _wanted) != _wanted
	}
}
