# METADATA
# title: Few wrong passwords lock an account
# description: |
#   An argument of the module line beats faillock.conf. Each pam_faillock line is judged, since preauth and
#   authfail take their arguments apart. deny of 0 never locks.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-modules/pam_faillock.8.en.html
# custom:
#   severity: medium
#   subject: lockout
#   remediation: >-
#     Set `deny = 5` in /etc/security/faillock.conf and remove deny= from the module lines.
#   aliases: [pam-faillock-deny]
#   parameters:
#     max_failures:
#       default: 5
#       description: The most failures before the lock.
package policies.host.pam.lockout_after_few_failures

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[check.id] := check.deny if some check in input.host.login_lockout.data.lines

passed[id] := verdict.proof($"deny is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value >= 1
	fact.value <= data.parameters["host.pam.lockout_after_few_failures"].max_failures
}

failed[id] := verdict.proof($"deny is 0, which never locks", [fact]) if {
	some id, fact in subjects
	fact.value == 0
}

failed[id] := verdict.proof($"deny is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value > data.parameters["host.pam.lockout_after_few_failures"].max_failures
}
