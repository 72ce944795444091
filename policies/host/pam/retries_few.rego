# METADATA
# title: A new password may be tried only a few times
# description: |
#   retry is how often pam_pwquality asks again in one change of a password. Many tries help to find the
#   weakest password that is still accepted.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-pwquality/pam_pwquality.8.en.html
# custom:
#   severity: low
#   subject: password-quality
#   remediation: >-
#     Set `retry = 3` in /etc/security/pwquality.conf or on the module line.
#   aliases: [pam-pwquality-retry]
#   parameters:
#     max_tries:
#       default: 3
#       description: The most tries that are accepted.
package policies.host.pam.retries_few

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[check.id] := check.retry if some check in input.host.password_quality.data.checks

passed[id] := verdict.proof($"retry is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value <= data.parameters["host.pam.retries_few"].max_tries
}

failed[id] := verdict.proof($"retry is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value > data.parameters["host.pam.retries_few"].max_tries
}
