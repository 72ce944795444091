# METADATA
# title: Wrong passwords add up over a while
# description: |
#   An argument of the module line beats faillock.conf. Failures count together only when they lie within
#   fail_interval of each other, so a short one lets slow guessing through.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-modules/pam_faillock.8.en.html
# custom:
#   severity: low
#   subject: lockout
#   remediation: >-
#     Set `fail_interval = 900` in /etc/security/faillock.conf.
#   aliases: [pam-faillock-window]
#   parameters:
#     min_seconds:
#       default: 900
#       description: The shortest interval.
package policies.host.pam.lockout_window

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[check.id] := check.fail_interval if some check in input.host.login_lockout.data.lines

passed[id] := verdict.proof($"fail_interval is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value >= data.parameters["host.pam.lockout_window"].min_seconds
}

failed[id] := verdict.proof($"fail_interval is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value < data.parameters["host.pam.lockout_window"].min_seconds
}
