# METADATA
# title: The SSH server lets nobody in by password alone
# description: |
#   Passwords are guessed and reused; keys are not. KbdInteractiveAuthentication with UsePAM asks for the
#   same password under another name, so PasswordAuthentication no alone is not enough. It passes when every
#   list of AuthenticationMethods has a second method.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#PasswordAuthentication
#     description: sshd_config(5)
#   - ref: https://man.openbsd.org/sshd_config#AuthenticationMethods
#     description: sshd_config(5)
# custom:
#   severity: high
#   subject: ssh-server
#   remediation: >-
#     Set `PasswordAuthentication no` and `KbdInteractiveAuthentication no` (once keys are in place), or
#     `AuthenticationMethods publickey,keyboard-interactive`, and reload sshd.
#   aliases: [ssh-password-auth]
package policies.host.ssh.password_login_refused

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := {
	"password": server.password_authentication,
	"interactive": server.kbd_interactive_authentication,
	"pam": server.use_pam,
	"methods": server.authentication_methods,
} if {
	some server in input.host.sshd.data.servers
}

_single_method_lists[id] contains list if {
	some id, facts in subjects
	some list in facts.methods.value
	count(split(list, ",")) == 1
}

_two_factors contains id if {
	some id, facts in subjects
	count(facts.methods.value) > 0
	count(object.get(_single_method_lists, id, set())) == 0
}

_one_factor contains id if some id, _ in _single_method_lists

_open[id] contains "PasswordAuthentication is yes" if {
	some id, facts in subjects
	facts.password.value == true
}

_open[id] contains "KbdInteractiveAuthentication is yes, which asks PAM for the password" if {
	some id, facts in subjects
	facts.interactive.value == true
	facts.pam.value == true
}

_interactive_closed contains id if {
	some id, facts in subjects
	facts.interactive.value == false
}

_interactive_closed contains id if {
	some id, facts in subjects
	facts.pam.value == false
}

passed[id] := verdict.proof("every way in needs two methods", [facts.methods]) if {
	some id, facts in subjects
	id in _two_factors
}

passed[id] := verdict.proof("no password is asked for", [facts.password, facts.interactive]) if {
	some id, facts in subjects
	id in _one_factor
	facts.password.value == false
	id in _interactive_closed
}

failed[id] := verdict.proof(concat("; ", sort(_open[id])), [facts.password, facts.interactive]) if {
	some id, facts in subjects
	id in _one_factor
	count(_open[id]) > 0
}
