# METADATA
# title: An account without a valid shell has no usable password
# description: |
#   A password of an account that cannot start a shell still opens services that ask PAM but no shell: mail,
#   FTP, Samba, sudo of others. Valid is a shell that /etc/shells lists and that is neither nologin nor false.
#   root is judged elsewhere, and so is an empty password.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/shells.5.html
#     description: shells(5)
#   - ref: https://man7.org/linux/man-pages/man5/shadow.5.html
#     description: shadow(5)
# custom:
#   severity: medium
#   subject: user
#   remediation: >-
#     Lock the password with `usermod -L NAME`, or give the account a shell of /etc/shells if a person works
#     with it.
#   aliases: [acct-no-shell-locked]
package policies.host.accounts.no_shell_locked

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"user:{user.id}"] := [user, user.password.state] if {
	some user in input.host.accounts.data.users
	user.uid != 0
	count({user.shell} - _valid) == 1
	_judged_here(user.password.state)
}

_valid := {shell.id |
	some shell in input.host.login_shells.data.shells
	shell.nologin == false
}

_judged_here(state) if state.value != "empty"

_judged_here(state) if state.unknown

passed[id] := verdict.proof($"the shell is {user.shell}, the password is {state.value}", [user, state]) if {
	some id, [user, state] in subjects
	state.value in {"locked", "never-set", "missing"}
}

failed[id] := verdict.proof($"the shell is {user.shell}, and a password is set", [user, state]) if {
	some id, [user, state] in subjects
	state.value == "set"
}
