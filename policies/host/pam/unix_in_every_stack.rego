# METADATA
# title: pam_unix is in all four stacks of the login services
# description: |
#   Local accounts are checked by pam_unix: their password (auth), expiry and locks (account), the change of
#   a password, and the log of sessions. A service with its own stack of a type that never comes to pam_unix
#   leaves that out. A type that a service leaves to `other` is not looked at.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-modules/pam_unix.8.en.html
# custom:
#   severity: medium
#   subject: login
#   remediation: >-
#     On Debian run `pam-auth-update` with the profile Unix; on RHEL select a profile by authselect.
#     Compare the file of the service with the package.
#   aliases: [pam-unix-on]
#   parameters:
#     services:
#       default: ["login", "sshd", "su", "su-l", "sudo", "sudo-i", "passwd"]
#       description: Services that are looked at, where they have a stack of their own.
package policies.host.pam.unix_in_every_stack

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[type] := {"services": _with_stack[type], "at": {"file": "/etc/pam.d"}} if {
	some type in {"auth", "account", "password", "session"}
	count(_with_stack[type]) > 0
}

_watched := {name | some name in data.parameters["host.pam.unix_in_every_stack"].services}

_with_stack[type] := {service.id |
	some service in input.host.pam.data.services
	service.id in _watched
	lists := {"auth": service.auth, "account": service.account, "password": service.password, "session": service.session}
	count(lists[type]) > 0
} if {
	some type in {"auth", "account", "password", "session"}
}

_unix_lines[type] := [line |
	some line in input.host.pam.data.lines
	line.module == "pam_unix"
	line.type == type
] if {
	some type in {"auth", "account", "password", "session"}
}

_reached[type] := {name | some line in lines; some name in line.reached_in} if some type, lines in _unix_lines

_missing[type] := names - _reached[type] if some type, names in _with_stack

passed[type] := verdict.proof("every service comes to pam_unix", _unix_lines[type]) if {
	some type, _ in subjects
	every name in _with_stack[type] {
		name in _reached[type]
	}
}

failed[type] := verdict.proof($"no pam_unix in {type} of {concat(", ", sort(_missing[type]))}", _unix_lines[type]) if {
	some type, _ in subjects
	count(_missing[type]) > 0
}
