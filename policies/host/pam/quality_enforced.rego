# METADATA
# title: A bad new password is refused, not only warned of
# description: |
#   The drop-ins of pwquality.conf.d are read first, so pwquality.conf beats them, and an argument of the
#   module line beats both. With `enforcing = 0` pam_pwquality prints its warning and lets the password be
#   set.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpwquality-common/pwquality.conf.5.en.html
# custom:
#   severity: medium
#   subject: password-quality
#   remediation: >-
#     Remove `enforcing = 0` from /etc/security/pwquality.conf, pwquality.conf.d and the module line.
#   aliases: [pam-enforcing]
package policies.host.pam.quality_enforced

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[check.id] := check.enforcing if some check in input.host.password_quality.data.checks

passed[id] := verdict.proof($"enforcing is on", [fact]) if {
	some id, fact in subjects
	fact.value != 0
}

failed[id] := verdict.proof($"enforcing is off: bad passwords are warned of and set", [fact]) if {
	some id, fact in subjects
	fact.value == 0
}
