# METADATA
# title: sudo runs commands in a terminal of their own
# description: |
#   Without it a program that sudo started as another user can push keys into the terminal it was started from,
#   and go on after sudo ended. On since sudo 1.9.14; before, it must be set.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.sudo.ws/docs/man/sudoers.man/
#     description: sudoers(5)
# custom:
#   severity: medium
#   subject: sudoers
#   remediation: >-
#     Put `Defaults use_pty` into a file of /etc/sudoers.d with `visudo -f /etc/sudoers.d/hardening`, and take
#     `Defaults !use_pty` out.
#   aliases: [sudo-use-pty]
package policies.host.sudo.use_pty

import data.policies.lib.sudo
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := fact if some id, fact in sudo.flag(input.host.sudo.data, "use_pty")

passed[id] := verdict.proof("use_pty is on", [fact]) if {
	some id, fact in subjects
	fact.value == "true"
}

failed[id] := verdict.proof("use_pty is off", [fact]) if {
	some id, fact in subjects
	fact.value == "false"
}
