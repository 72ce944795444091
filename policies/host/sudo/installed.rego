# METADATA
# title: A program is there that raises the rights of single people
# description: |
#   Without sudo or doas people share the password of root, or log in as root, and no act has an author. On a
#   host where nobody ever logs in, waive the rule.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.sudo.ws/docs/man/sudo.man/
#     description: sudo(8)
#   - ref: https://man.openbsd.org/doas
#     description: doas(1)
# custom:
#   severity: low
#   subject: sudo
#   remediation: >-
#     `apt-get install sudo` (RHEL: `dnf install sudo`, Alpine: `apk add doas`), then put the administrators
#     into its group.
#   aliases: [sudo-installed]
package policies.host.sudo.installed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["sudo"] := [program.present | some program in input.host.sudo.data.programs] if input.host.sudo.data.programs

_found := {program.id: program.present |
	some program in input.host.sudo.data.programs
	program.present.value == true
}

passed["sudo"] := verdict.proof($"installed: {concat(", ", sort(object.keys(_found)))}", [fact | some fact in _found]) if count(_found) > 0

failed["sudo"] := verdict.proof("neither sudo nor doas is installed", subjects.sudo) if {
	count(subjects.sudo) > 0
	every fact in subjects.sudo {
		fact.value == false
	}
}
