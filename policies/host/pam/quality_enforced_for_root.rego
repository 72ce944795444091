# METADATA
# title: Passwords that root sets are checked too
# description: |
#   root is only warned of a bad password unless enforce_for_root is set, so that the first password of each
#   new account escapes the check. The name alone turns it on, also as `enforce_for_root = 0`.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpwquality-common/pwquality.conf.5.en.html
# custom:
#   severity: low
#   subject: password-quality
#   remediation: >-
#     Add a line `enforce_for_root` to /etc/security/pwquality.conf.
#   aliases: [pam-enforce-root]
package policies.host.pam.quality_enforced_for_root

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[check.id] := check.enforce_for_root if some check in input.host.password_quality.data.checks

passed[id] := verdict.proof($"enforce_for_root is set", [fact]) if {
	some id, fact in subjects
	fact.value == true
}

failed[id] := verdict.proof($"enforce_for_root is not set", [fact]) if {
	some id, fact in subjects
	fact.value == false
}
