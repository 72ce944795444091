# METADATA
# title: sudo does not look for commands in the current folder
# description: |
#   With `.` in PATH a program that lies where somebody stands is started instead of the one that was meant.
#   secure_path, where set, has the same effect.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.sudo.ws/docs/man/sudoers.man/
#     description: sudoers(5)
# custom:
#   severity: low
#   subject: sudoers
#   remediation: >-
#     Put `Defaults ignore_dot` into a file of /etc/sudoers.d with `visudo -f /etc/sudoers.d/hardening`, and
#     take `Defaults !ignore_dot` out.
#   aliases: [sudo-ignore-dot]
package policies.host.sudo.ignore_dot

import data.policies.lib.sudo
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := fact if some id, fact in sudo.flag(input.host.sudo.data, "ignore_dot")

passed[id] := verdict.proof("ignore_dot is on", [fact]) if {
	some id, fact in subjects
	fact.value == "true"
}

failed[id] := verdict.proof("ignore_dot is off", [fact]) if {
	some id, fact in subjects
	fact.value == "false"
}
