# METADATA
# title: The SSH server lets nobody in by password alone
# description: |
#   Passwords are guessed and reused; keys are not. KbdInteractiveAuthentication with UsePAM asks for the
#   same password under another name, so PasswordAuthentication no alone is not enough. It passes when every
#   list of AuthenticationMethods asks for something else than a password; whether `password,keyboard-interactive` does
#   is decided by PAM, which is not read. A Match block that turns passwords on again is judged by itself.
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
#     First make sure that every administrator can log in with a key, in a second session. Then set
#     `PasswordAuthentication no` and `KbdInteractiveAuthentication no`, or `AuthenticationMethods
#     publickey,keyboard-interactive`, check with `sshd -t` and reload sshd.
#   aliases: [ssh-password-auth]
package policies.host.ssh.password_login_refused

import data.policies.lib.ssh
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := {
	"password": server.password_authentication,
	"interactive": server.kbd_interactive_authentication,
	"pam": server.use_pam,
	"methods": server.authentication_methods,
	"chain": {"unknown": _chain, "at": server.authentication_methods.at},
} if {
	some server in input.host.sshd.data.servers
}

subjects[id] := array.concat(
	[setting.value | some setting in block.settings; setting.id in _keywords],
	[{"unknown": _chain, "at": block.at}],
) if {
	some id, block in _blocks
}

_chain := "whether every way in asks for more than the password is decided by AuthenticationMethods and PAM together: look at the modules of /etc/pam.d/sshd"

_keywords := {"password_authentication", "kbd_interactive_authentication"}

# Match blocks that say something of passwords, each with what holds outside of it.
_blocks[$"{server.id} {block.id}"] := object.union(block, {"outside": server.authentication_methods}) if {
	some server in input.host.sshd.data.servers
	some block in server.match_blocks
	some setting in block.settings
	setting.id in _keywords
}

_password_lists[server.id] := ssh.password_lists(server.authentication_methods.value) if {
	some server in input.host.sshd.data.servers
}

_password_lists[id] := ssh.password_lists(block.outside.value) if {
	some id, block in _blocks
	count(_own_methods(block)) == 0
}

_password_lists[id] := ssh.password_lists(split(_own_methods(block)[0], " ")) if {
	some id, block in _blocks
	count(_own_methods(block)) == 1
}

_own_methods(block) := [setting.value.value |
	some setting in block.settings
	setting.id == "authentication_methods"
]

# No way in asks for passwords only.
_second_factor contains id if {
	some id, lists in _password_lists
	lists == set()
}

# Some way in asks for one password and nothing else.
_one_password contains id if {
	some id, lists in _password_lists
	some list in lists
	count(split(list, ",")) == 1
}

_open[server.id] contains "PasswordAuthentication is yes" if {
	some server in input.host.sshd.data.servers
	server.password_authentication.value == true
}

_open[server.id] contains "KbdInteractiveAuthentication is yes, which asks PAM for the password" if {
	some server in input.host.sshd.data.servers
	server.kbd_interactive_authentication.value == true
	server.use_pam.value == true
}

_open[id] contains $"{setting.keyword} is {setting.value.value} in a Match block" if {
	some id, block in _blocks
	some setting in block.settings
	setting.id in _keywords
	lower(setting.value.value) == "yes"
}

_closed contains server.id if {
	some server in input.host.sshd.data.servers
	server.password_authentication.value == false
	server.kbd_interactive_authentication.value == false
}

_closed contains server.id if {
	some server in input.host.sshd.data.servers
	server.password_authentication.value == false
	server.use_pam.value == false
}

_closed contains id if {
	some id, block in _blocks
	every setting in block.settings {
		_turns_nothing_on(setting)
	}
}

_turns_nothing_on(setting) if count({setting.id} & _keywords) == 0

_turns_nothing_on(setting) if lower(setting.value.value) == "no"

passed[id] := verdict.proof("every way in asks for more than a password", _known_facts(id)) if {
	some id in _second_factor
}

passed[id] := verdict.proof("no password is asked for", _known_facts(id)) if {
	some id in _closed
	count({id} & _second_factor) == 0
}

failed[id] := verdict.proof(concat("; ", sort(reasons)), _known_facts(id)) if {
	some id, reasons in _open
	id in _one_password
}

_known_facts(id) := [fact | some fact in subjects[id]; is_boolean(fact.value)] if count({id} & object.keys(_blocks)) == 0

_known_facts(id) := [fact | some fact in subjects[id]; is_string(fact.value)] if id in object.keys(_blocks)
