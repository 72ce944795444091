# METADATA
# title: New passwords have no long runs of a sequence
# description: |
#   The drop-ins of pwquality.conf.d are read first, so pwquality.conf beats them, and an argument of the
#   module line beats both. maxsequence is the most of characters in sequence (abcd, 4321) that is accepted;
#   0 turns the check off.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpwquality-common/pwquality.conf.5.en.html
# custom:
#   severity: low
#   subject: password-quality
#   remediation: >-
#     Set `maxsequence = 3` in /etc/security/pwquality.conf.
#   aliases: [pam-maxsequence]
#   parameters:
#     max_run:
#       default: 3
#       description: The longest run that may be accepted.
package policies.host.pam.sequences_limited

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[check.id] := check.maxsequence if some check in input.host.password_quality.data.checks

passed[id] := verdict.proof($"maxsequence is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value >= 1
	fact.value <= data.parameters["host.pam.sequences_limited"].max_run
}

failed[id] := verdict.proof($"maxsequence is {fact.value}, so runs are not looked at", [fact]) if {
	some id, fact in subjects
	fact.value < 1
}

failed[id] := verdict.proof($"maxsequence is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value > data.parameters["host.pam.sequences_limited"].max_run
}
