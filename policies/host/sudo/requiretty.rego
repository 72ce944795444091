# METADATA
# title: sudo asks for a terminal
# description: |
#   A program without a terminal, such as a script of a web server, then cannot use sudo. It breaks sudo over
#   `ssh host sudo …` without -t, and in cron.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.sudo.ws/docs/man/sudoers.man/
#     description: sudoers(5)
# custom:
#   severity: low
#   subject: sudoers
#   remediation: >-
#     Put `Defaults requiretty` into a file of /etc/sudoers.d with `visudo -f /etc/sudoers.d/hardening`, and
#     take `Defaults !requiretty` out.
#   aliases: [sudo-requiretty]
package policies.host.sudo.requiretty

import data.policies.lib.sudo
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := fact if some id, fact in sudo.flag(input.host.sudo.data, "requiretty")

passed[id] := verdict.proof("requiretty is on", [fact]) if {
	some id, fact in subjects
	fact.value == "true"
}

failed[id] := verdict.proof("requiretty is off", [fact]) if {
	some id, fact in subjects
	fact.value == "false"
}
