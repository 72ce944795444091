# METADATA
# title: PAM lets nobody in with an empty password
# description: |
#   nullok of pam_unix lets in an account whose password field is empty. Whether there is such an account is
#   told by host.accounts.no_empty_password; this is the door it would use, and Debian opens it by default.
#   A line that is never reached does not count. sshd has a word of its own (PermitEmptyPasswords).
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-modules/pam_unix.8.en.html
# custom:
#   severity: low
#   subject: login
#   remediation: >-
#     Remove `nullok` from the lines of pam_unix: on Debian in /usr/share/pam-configs/unix, then
#     `pam-auth-update`; on RHEL `authselect enable-feature without-nullok`.
#   aliases: [pam-no-nullok]
#   parameters:
#     types:
#       default: ["auth", "password"]
#       description: Types of lines that are looked at; in account and session the word does nothing.
package policies.host.pam.no_empty_password_login

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[line.id] := line if {
	some line in input.host.pam.data.lines
	line.module == "pam_unix"
	line.type in {type | some type in data.parameters["host.pam.no_empty_password_login"].types}
	count(line.reached_in) > 0
}

# pam_unix takes every word that begins so (nullok_secure of Debian too).
_words[id] := {word | some word in line.arguments; startswith(word, "nullok")} if some id, line in subjects

passed[id] := verdict.proof("nullok is not set", [line]) if {
	some id, line in subjects
	every word in line.arguments {
		indexof(word, "nullok") != 0
	}
}

failed[id] := verdict.proof($"{concat(", ", sort(_words[id]))} is set, in {concat(", ", line.reached_in)}", [line]) if {
	some id, line in subjects
	count(_words[id]) > 0
}
