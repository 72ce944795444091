# METADATA
# title: Files that people make in a shell are closed to others
# description: |
#   What holds is the last umask of the start files that the shell really reads: conditions are followed, and
#   where one cannot be told and the outcomes differ, so is the answer. Files of single people are their own
#   business. Where only UMASK of login.defs decides (pam_umask), the rule on login.defs judges it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man1/bash.1.html
#     description: bash(1)
#   - ref: https://man7.org/linux/man-pages/man2/umask.2.html
#     description: umask(2)
# custom:
#   severity: low
#   subject: shell
#   remediation: >-
#     Put `umask 027` into a file of /etc/profile.d that sorts last, and into /etc/bash.bashrc (RHEL:
#     /etc/bashrc); take other umask lines out of the start files.
#   aliases: [acct-umask-shell]
#   parameters:
#     umask:
#       default: "027"
#       description: The loosest mask that is accepted, octal.
package policies.host.accounts.umask_shell

import data.policies.lib.octal
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[$"shell:{session.id}"] := [session.umask, session] if {
	some session in input.host.shell_init.data.sessions
	session.root == false
	session.id == "login bash"
}

# A further way to start a shell is told only where it ends with something else.
subjects[$"shell:{session.id}"] := [session.umask, session] if {
	some session in input.host.shell_init.data.sessions
	session.root == false
	some first in input.host.shell_init.data.sessions
	first.id == "login bash"
	{one.bits | some one in session.umask_possible} != {one.bits | some one in first.umask_possible}
}

_wanted := octal.parse(data.parameters["host.accounts.umask_shell"].umask)

_by_login_defs(session) if {
	session.umask_certain == true
	every one in session.umask_possible {
		one.set_by == "login.defs"
	}
}

_by_files(session) if {
	session.umask_certain == true
	some one in session.umask_possible
	one.set_by != "login.defs"
}

_told(session) := concat(" or ", sort({one.octal | some one in session.umask_possible}))

_whence(session) := " (nothing sets it)" if {
	every one in session.umask_possible {
		one.set_by == "default"
	}
}

_whence(session) := "" if {
	some one in session.umask_possible
	one.set_by != "default"
}

not_applicable[id] := verdict.proof("no start file sets the umask; UMASK of login.defs holds", session.umask_possible) if {
	some id, [_, session] in subjects
	_by_login_defs(session)
}

passed[id] := verdict.proof($"the umask is {_told(session)}", session.umask_possible) if {
	some id, [_, session] in subjects
	_by_files(session)
	every one in session.umask_possible {
		bits.and(one.bits, _wanted) == _wanted
	}
}

failed[id] := verdict.proof($"the umask is {_told(session)}{_whence(session)}, looser than {data.parameters["host.accounts.umask_shell"].umask}", session.umask_possible) if {
	some id, [_, session] in subjects
	_by_files(session)
	every one in session.umask_possible {
		bits.and(one.bits, _wanted) != _wanted
	}
}
