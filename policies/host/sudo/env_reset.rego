# METADATA
# title: sudo starts commands with a clean environment
# description: |
#   Variables of the caller (LD_PRELOAD, PYTHONPATH, EDITOR and many more) decide what a program does. On by
#   default.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.sudo.ws/docs/man/sudoers.man/
#     description: sudoers(5)
# custom:
#   severity: high
#   subject: sudoers
#   remediation: >-
#     Take `!env_reset` out of sudoers with `visudo`; let single variables through with `env_keep`.
#   aliases: [sudo-env-reset]
package policies.host.sudo.env_reset

import data.policies.lib.sudo
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := fact if some id, fact in sudo.flag(input.host.sudo.data, "env_reset")

passed[id] := verdict.proof("env_reset is on", [fact]) if {
	some id, fact in subjects
	fact.value == "true"
}

failed[id] := verdict.proof("env_reset is off", [fact]) if {
	some id, fact in subjects
	fact.value == "false"
}
