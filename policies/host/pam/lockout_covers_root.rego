# METADATA
# title: Wrong passwords lock root too
# description: |
#   root is never locked unless even_deny_root is set. root_unlock_time by itself does not turn it on: the manual page
#   says that it does, and pam_faillock does not do it. Where it is not set, it is as long as unlock_time.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-modules/pam_faillock.8.en.html
# custom:
#   severity: low
#   subject: lockout
#   remediation: >-
#     Add lines `even_deny_root` and `root_unlock_time = 60` to /etc/security/faillock.conf. Make sure
#     that somebody can get in by another way (a console, sudo) when root is locked.
#   aliases: [pam-faillock-root]
#   parameters:
#     min_seconds:
#       default: 60
#       description: The shortest lock of root; 0 in the setting means for ever and passes.
package policies.host.pam.lockout_covers_root

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[line.id] := [line.even_deny_root, line.root_unlock_time] if some line in input.host.login_lockout.data.lines

_limit := data.parameters["host.pam.lockout_covers_root"].min_seconds

passed[id] := verdict.proof($"root is locked for {facts[1].value} seconds (0: for ever)", facts) if {
	some id, facts in subjects
	facts[0].value == true
	_long(facts[1].value)
}

failed[id] := verdict.proof("even_deny_root is not set", [facts[0]]) if {
	some id, facts in subjects
	facts[0].value == false
}

failed[id] := verdict.proof($"root is locked for {facts[1].value} seconds, less than {_limit}", [facts[1]]) if {
	some id, facts in subjects
	facts[0].value == true
	facts[1].value > 0
	facts[1].value < _limit
}

_long(seconds) if seconds == 0

_long(seconds) if seconds >= _limit
