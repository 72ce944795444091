# METADATA
# title: A new password differs from the old one
# description: |
#   The drop-ins of pwquality.conf.d are read first, so pwquality.conf beats them, and an argument of the
#   module line beats both. difok counts the characters that must change; 0 turns the comparison off. It
#   works only where the old password was asked, so never when root sets a password.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpwquality-common/pwquality.conf.5.en.html
# custom:
#   severity: low
#   subject: password-quality
#   remediation: >-
#     Set `difok = 2` in /etc/security/pwquality.conf.
#   aliases: [pam-difok]
#   parameters:
#     min_changed:
#       default: 2
#       description: The least number of characters that must differ.
package policies.host.pam.old_differs

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[check.id] := check.difok if some check in input.host.password_quality.data.checks

passed[id] := verdict.proof($"difok is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value >= data.parameters["host.pam.old_differs"].min_changed
}

failed[id] := verdict.proof($"difok is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value < data.parameters["host.pam.old_differs"].min_changed
}
