# METADATA
# title: Accounts are locked after wrong passwords
# description: |
#   pam_faillock works only as three lines: preauth before pam_unix, whose refusal counts; authfail, that every wrong
#   password reaches; and one in account (or authsucc) that clears the count after a success, without which people are
#   locked out by their own mistypes. A line that a jump always skips does not count. Settings in faillock.conf do
#   nothing without the lines.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-modules/pam_faillock.8.en.html
# custom:
#   severity: medium
#   subject: login
#   remediation: >-
#     Keep a root session open meanwhile. On Debian write two files in /usr/share/pam-configs. The file `faillock`:
#     `Name: Count wrong passwords`, `Default: yes`, `Priority: 0`, `Auth-Type: Primary`, `Auth:`, and below it after a
#     tab `[default=die] pam_faillock.so authfail`, each on a line of its own. The file `faillock_notify`: `Name: Refuse
#     locked accounts`, `Default: yes`, `Priority: 1024`, `Auth-Type: Primary`, `Auth:`, after a tab `requisite
#     pam_faillock.so preauth`, `Account-Type: Primary`, `Account:`, after a tab `required pam_faillock.so`. Then
#     `pam-auth-update --enable faillock faillock_notify`. On RHEL: `authselect enable-feature with-faillock`.
#   aliases: [pam-faillock-on]
package policies.host.pam.lockout_active

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[check.id] := [check.preauth, check.authfail, check.reset] if some check in input.host.pam.data.auth_checks

passed[id] := verdict.proof("preauth, authfail and the line that clears the count are in their places", facts) if {
	some id, facts in subjects
	[fact.value | some fact in facts] == ["guards", "counts", "clears"]
}

failed[id] := verdict.proof(concat("; ", _reasons[id]), subjects[id]) if count(_reasons[id]) > 0

_reasons[id] := [reason |
	some index, fact in facts
	reason := _told[index][fact.value]
] if {
	some id, facts in subjects
}

_told := [
	{
		"absent": "no pam_faillock preauth comes before pam_unix",
		"skipped": "no return value leads to pam_faillock preauth",
		"late": "pam_faillock preauth comes only after pam_unix",
		"not-binding": "a locked account gets through in spite of pam_faillock preauth",
	},
	{
		"absent": "no pam_faillock authfail counts wrong passwords",
		"skipped": "no return value leads from pam_unix to pam_faillock authfail",
		"misses": "some wrong passwords end before pam_faillock authfail",
	},
	{"absent": "nothing clears the count after a success"},
]
