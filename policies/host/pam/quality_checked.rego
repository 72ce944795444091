# METADATA
# title: New passwords are checked before they are stored
# description: |
#   A module that checks new passwords must be in the stack before pam_unix, be reached, and its refusal
#   must keep pam_unix from storing the password: because the stack ends there, or because pam_unix has
#   use_authtok and nothing is handed on. A line that a jump always skips, that comes after pam_unix, or
#   that is optional before a pam_unix without use_authtok does not count. Settings in pwquality.conf do
#   nothing without the module.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-pwquality/pam_pwquality.8.en.html
#   - ref: https://pages.nist.gov/800-63-3/sp800-63b.html
# custom:
#   severity: medium
#   subject: password-change
#   remediation: >-
#     On Debian: `apt-get install libpam-pwquality`, which adds `password requisite pam_pwquality.so
#     retry=3` to common-password; check with `pam-auth-update`. On RHEL: `authselect select` a profile
#     that has it.
#   aliases: [pam-pwquality-on]
#   parameters:
#     modules:
#       default: ["pam_pwquality", "pam_passwdqc", "pam_cracklib"]
#       description: Modules that count as a check.
package policies.host.pam.quality_checked

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[setter.id] := setter.quality if some setter in input.host.pam.data.password_setters

_modules := {module | some module in data.parameters["host.pam.quality_checked"].modules}

_module[setter.id] := setter.quality_module if some setter in input.host.pam.data.password_setters

passed[id] := verdict.proof($"{_module[id]} comes first and its refusal counts", [fact]) if {
	some id, fact in subjects
	fact.value == "guards"
	_module[id] in _modules
}

failed[id] := verdict.proof($"{_module[id]} checks, which is none of {concat(", ", sort(_modules))}", [fact]) if {
	some id, fact in subjects
	fact.value == "guards"
	count({_module[id]} - _modules) == 1
}

failed[id] := verdict.proof(_told[fact.value], [fact]) if {
	some id, fact in subjects
	fact.value != "guards"
}

_told := {
	"absent": "no module checks a new password before pam_unix stores it",
	"skipped": "the line that checks is there, and no return value leads to it",
	"late": "the check comes only after pam_unix has stored the password",
	"not-binding": "pam_unix can store a password that the check did not see or refused",
}
