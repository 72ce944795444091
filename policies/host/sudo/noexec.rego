# METADATA
# title: sudo keeps commands from starting others
# description: |
#   A pager or editor that may run as root starts a shell as root. noexec stops that for programs that are
#   linked dynamically; it breaks installers, shells and everything that starts programs on purpose, so tag
#   those EXEC.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.sudo.ws/docs/man/sudoers.man/
#     description: sudoers(5)
# custom:
#   severity: low
#   subject: sudoers
#   remediation: >-
#     Put `Defaults noexec` into sudoers, and `EXEC:` before the commands that must start others.
#   aliases: [sudo-noexec]
package policies.host.sudo.noexec

import data.policies.lib.sudo
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := fact if some id, fact in sudo.flag(input.host.sudo.data, "noexec")

passed[id] := verdict.proof("noexec is on", [fact]) if {
	some id, fact in subjects
	fact.value == "true"
}

failed[id] := verdict.proof("noexec is off", [fact]) if {
	some id, fact in subjects
	fact.value == "false"
}
