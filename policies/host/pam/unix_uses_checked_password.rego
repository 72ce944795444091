# METADATA
# title: pam_unix stores the password that was checked before
# description: |
#   A module before it has asked for the new password and checked it. Without use_authtok pam_unix asks
#   itself when that module refused, and stores what it is given.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-modules/pam_unix.8.en.html
# custom:
#   severity: low
#   subject: password-change
#   remediation: >-
#     Add `use_authtok` to the line of pam_unix.
#   aliases: [pam-unix-authtok]
package policies.host.pam.unix_uses_checked_password

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[line.id] := [line.use_authtok, line.asked_before] if some line in input.host.pam.data.password_setters

passed[id] := verdict.proof("use_authtok is set", [facts[0]]) if {
	some id, facts in subjects
	facts[0].value == true
}

failed[id] := verdict.proof("use_authtok is missing, so that another password than the checked one can be stored", facts) if {
	some id, facts in subjects
	facts[0].value == false
	facts[1].value == true
}

not_applicable[id] := verdict.proof("no module before it asks for the new password", [facts[1]]) if {
	some id, facts in subjects
	facts[0].value == false
	facts[1].value == false
}
