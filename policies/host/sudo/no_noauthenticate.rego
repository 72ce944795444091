# METADATA
# title: sudo does not switch authentication off
# description: |
#   `Defaults !authenticate` takes the password from every rule it reaches, whatever the rules say; it
#   counts for single users, hosts and commands too.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.sudo.ws/docs/man/sudoers.man/
#     description: sudoers(5)
# custom:
#   severity: high
#   subject: sudoers
#   remediation: >-
#     Make sure that the administrators have passwords (`passwd -S NAME`), then remove `!authenticate` from the
#     Defaults lines with `visudo`.
#   aliases: [sudo-no-noauthenticate]
package policies.host.sudo.no_noauthenticate

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["sudoers"] := [one |
	some one in input.host.sudo.data.defaults
	one.name == "authenticate"
	one.negated == true
] if {
	input.host.sudo.data.present == true
}

passed[id] := verdict.proof("no Defaults line has !authenticate", []) if {
	some id, lines in subjects
	count(lines) == 0
}

failed[id] := verdict.proof("a Defaults line has !authenticate", lines) if {
	some id, lines in subjects
	count(lines) > 0
}
