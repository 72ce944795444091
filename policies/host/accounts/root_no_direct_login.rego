# METADATA
# title: root cannot log in on a terminal
# description: |
#   People log in under their own name and raise their rights afterwards, on the console too. Either no password
#   fits root, or the login service asks pam_securetty and securetty lists no terminal. A securetty that PAM
#   does not ask, as on Debian since 11, keeps nobody out.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/securetty.5.html
#     description: securetty(5)
#   - ref: https://man7.org/linux/man-pages/man8/pam_securetty.8.html
#     description: pam_securetty(8)
# custom:
#   severity: low
#   subject: user
#   remediation: >-
#     Lock root with `passwd -l root` once somebody can use sudo and the rescue shell is not needed; or add
#     `auth required pam_securetty.so` to /etc/pam.d/login and empty /etc/securetty.
#   aliases: [acct-root-no-direct-login]
package policies.host.accounts.root_no_direct_login

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"user:{user.id}"] := [user.password.state, _console.securetty_asked, _console.terminals] if {
	some user in input.host.accounts.data.users
	user.uid == 0
}

_console := input.host.console_login.data

passed[id] := verdict.proof($"the password is {state.value}", [state]) if {
	some id, [state, _, _] in subjects
	state.value in {"locked", "never-set", "missing"}
}

passed[id] := verdict.proof("securetty lists no terminal", [asked, terminals]) if {
	some id, [state, asked, terminals] in subjects
	state.value in {"set", "empty"}
	asked.value == true
	count(terminals.value) == 0
}

failed[id] := verdict.proof($"the password is {state.value}, and the login service does not ask pam_securetty", [state, asked]) if {
	some id, [state, asked, _] in subjects
	state.value in {"set", "empty"}
	asked.value == false
}

failed[id] := verdict.proof($"the password is {state.value}, and securetty admits root on {concat(", ", array.slice(terminals.value, 0, 5))}", [state, terminals]) if {
	some id, [state, asked, terminals] in subjects
	state.value in {"set", "empty"}
	asked.value == true
	count(terminals.value) > 0
}
