# METADATA
# title: New passwords are looked up in a dictionary
# description: |
#   The drop-ins of pwquality.conf.d are read first, so pwquality.conf beats them, and an argument of the
#   module line beats both. Words of a dictionary are what is guessed first. dictcheck is on unless it is
#   set to 0.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpwquality-common/pwquality.conf.5.en.html
#   - ref: https://pages.nist.gov/800-63-3/sp800-63b.html
# custom:
#   severity: medium
#   subject: password-quality
#   remediation: >-
#     Remove `dictcheck = 0` from /etc/security/pwquality.conf, pwquality.conf.d and the module line; on
#     Debian install cracklib-runtime.
#   aliases: [pam-dictcheck]
package policies.host.pam.dictionary_checked

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[check.id] := check.dictcheck if some check in input.host.password_quality.data.checks

passed[id] := verdict.proof($"dictcheck is on", [fact]) if {
	some id, fact in subjects
	fact.value != 0
}

failed[id] := verdict.proof($"dictcheck is off", [fact]) if {
	some id, fact in subjects
	fact.value == 0
}
