# METADATA
# title: New passwords are long
# description: |
#   The drop-ins of pwquality.conf.d are read first, so pwquality.conf beats them, and an argument of the
#   module line beats both. A positive credit takes characters off minlen, so what counts is the shortest
#   password that is accepted. A line that libpwquality does not understand ends its reading of all files
#   after it. A host whose PAM has no pam_pwquality is told by host.pam.quality_checked.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpwquality-common/pwquality.conf.5.en.html
#   - ref: https://pages.nist.gov/800-63-3/sp800-63b.html
# custom:
#   severity: medium
#   subject: password-quality
#   remediation: >-
#     Set `minlen = 14` in /etc/security/pwquality.conf, and credits to 0 or less. Remove minlen and
#     credits from the module line.
#   aliases: [pam-minlen]
#   parameters:
#     min_length:
#       default: 14
#       description: The shortest password that may be accepted.
package policies.host.pam.min_length

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[check.id] := check.shortest_length if some check in input.host.password_quality.data.checks

passed[id] := verdict.proof($"the shortest password has {fact.value} characters", [fact]) if {
	some id, fact in subjects
	fact.value >= data.parameters["host.pam.min_length"].min_length
}

failed[id] := verdict.proof($"a password of {fact.value} characters is accepted", [fact]) if {
	some id, fact in subjects
	fact.value < data.parameters["host.pam.min_length"].min_length
}
