# METADATA
# title: Idle shells end by themselves
# description: |
#   TMOUT ends a bash that waits at its prompt: a session left open on a desk, in a tmux, or over a line that
#   broke. Read-only it must be, or `TMOUT=0` turns it off; that is asked of login shells only, as the attribute
#   is not handed down. dash has no TMOUT. A shell that runs a program (an editor, a pager) is not ended.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man1/bash.1.html
#     description: bash(1)
# custom:
#   severity: low
#   subject: shell
#   remediation: >-
#     Put `readonly TMOUT=900; export TMOUT` into one file of /etc/profile.d, and take other lines with TMOUT
#     out.
#   aliases: [acct-tmout]
#   parameters:
#     max_seconds:
#       default: 900
#       description: The greatest number of seconds that is accepted.
package policies.host.accounts.tmout

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"shell:{session.id}"] := [session.tmout, session.tmout_readonly, session] if {
	some session in input.host.shell_init.data.sessions
	session.shell == "bash"
	session.login == true
}

# A further shell is told only where it has another value than the login shell, which has one.
subjects[$"shell:{session.id}"] := [session.tmout, session] if {
	some session in input.host.shell_init.data.sessions
	session.login == false
	some first in input.host.shell_init.data.sessions
	first.login == true
	first.shell == "bash"
	first.root == session.root
	first.tmout.value > 0
	{one.value | some one in session.tmout_possible} != {one.value | some one in first.tmout_possible}
}

_max := data.parameters["host.accounts.tmout"].max_seconds

_wrong[id] contains "TMOUT is not set" if {
	some id, parts in subjects
	parts[0].value == 0
}

_wrong[id] contains $"TMOUT is {parts[0].value}, more than {_max}" if {
	some id, parts in subjects
	parts[0].value > _max
}

_wrong[id] contains "TMOUT is not read-only" if {
	some id, [seconds, readonly, _] in subjects
	seconds.value > 0
	seconds.value <= _max
	readonly.value == false
}

_holds(parts) if {
	count(parts) == 2
}

_holds([_, readonly, _]) if readonly.value == true

passed[id] := verdict.proof($"TMOUT is {parts[0].value}", [parts[0]]) if {
	some id, parts in subjects
	parts[0].value > 0
	parts[0].value <= _max
	_holds(parts)
}

failed[id] := verdict.proof(concat("; ", sort(_wrong[id])), [parts[0]]) if {
	some id, parts in subjects
	count(_wrong[id]) > 0
}
