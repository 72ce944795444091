# METADATA
# title: Many old passwords are remembered
# description: |
#   An argument of the module line beats pwhistory.conf, which is read only since version 1.5.3 (Debian 12
#   has 1.5.2). remember of 0 turns the module off; without it, it is 10.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-modules/pam_pwhistory.8.en.html
# custom:
#   severity: low
#   subject: password-history
#   remediation: >-
#     Add `remember=24` to the line of pam_pwhistory (or to /etc/security/pwhistory.conf where it is
#     read).
#   aliases: [pam-history-remember]
#   parameters:
#     min_passwords:
#       default: 24
#       description: The least number of old passwords.
package policies.host.pam.history_long_enough

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[check.id] := check.remember if some check in input.host.password_history.data.lines

passed[id] := verdict.proof($"remember is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value >= data.parameters["host.pam.history_long_enough"].min_passwords
}

failed[id] := verdict.proof($"remember is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value < data.parameters["host.pam.history_long_enough"].min_passwords
}
