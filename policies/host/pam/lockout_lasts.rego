# METADATA
# title: A locked account stays locked for a while
# description: |
#   An argument of the module line beats faillock.conf. 0 and `never` keep it locked until an administrator
#   unlocks it, which lets anybody lock out everybody for good.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-modules/pam_faillock.8.en.html
# custom:
#   severity: low
#   subject: lockout
#   remediation: >-
#     Set `unlock_time = 900` in /etc/security/faillock.conf.
#   aliases: [pam-faillock-unlock]
#   parameters:
#     min_seconds:
#       default: 900
#       description: The shortest lock; 0 in the setting means for ever and passes.
package policies.host.pam.lockout_lasts

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[check.id] := check.unlock_time if some check in input.host.login_lockout.data.lines

passed[id] := verdict.proof($"unlock_time is {fact.value}", [fact]) if {
	some id, fact in subjects
	_long(fact.value)
}

failed[id] := verdict.proof($"it is locked for {fact.value} seconds, less than {_limit}", [fact]) if {
	some id, fact in subjects
	fact.value > 0
	fact.value < _limit
}

_limit := data.parameters["host.pam.lockout_lasts"].min_seconds

_long(seconds) if seconds == 0

_long(seconds) if seconds >= _limit
