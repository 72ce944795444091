# METADATA
# title: Old passwords are refused
# description: |
#   pam_pwhistory must be in the stack before pam_unix, be reached, and its refusal must keep pam_unix from
#   storing the password. A line that a jump always skips does not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-modules/pam_pwhistory.8.en.html
# custom:
#   severity: low
#   subject: password-change
#   remediation: >-
#     On Debian write the file /usr/share/pam-configs/pwhistory with the lines `Name: Password history`, `Default: yes`,
#     `Priority: 1023`, `Password-Type: Primary`, `Password:`, and below it after a tab `requisite pam_pwhistory.so
#     remember=24 enforce_for_root try_first_pass use_authtok`; then `pam-auth-update --enable pwhistory`. Its use_authtok
#     wants a module before it that asks for the password (libpam-pwquality). On RHEL: `authselect enable-feature
#     with-pwhistory`.
#   aliases: [pam-history-on]
package policies.host.pam.history_checked

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[setter.id] := setter.history if some setter in input.host.pam.data.password_setters

passed[id] := verdict.proof("pam_pwhistory comes before pam_unix and its refusal counts", [fact]) if {
	some id, fact in subjects
	fact.value == "guards"
}

failed[id] := verdict.proof(_told[fact.value], [fact]) if {
	some id, fact in subjects
	fact.value != "guards"
}

_told := {
	"absent": "pam_pwhistory is not in the stack",
	"skipped": "the line of pam_pwhistory is there, and no return value leads to it",
	"late": "pam_pwhistory comes only after pam_unix",
	"not-binding": "pam_unix can store a password that pam_pwhistory did not see or refused",
}
