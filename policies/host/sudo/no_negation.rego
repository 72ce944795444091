# METADATA
# title: No sudo rule forbids single commands
# description: |
#   `ALL, !/bin/su` forbids a name, not an act: a copy of the program under another name, a shell, an editor or
#   a script does the same. `!ALL`, which takes everything away, does not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.sudo.ws/docs/man/sudoers.man/
#     description: sudoers(5)
# custom:
#   severity: medium
#   subject: sudo-rule
#   remediation: >-
#     Name the commands that are allowed in place of those that are not.
#   aliases: [sudo-no-negation]
package policies.host.sudo.no_negation

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[rule.id] := rule if {
	some rule in input.host.sudo.data.rules
	rule.all_commands == false
}

passed[id] := verdict.proof($"{concat(", ", rule.users)}: {rule.command}", [rule]) if {
	some id, rule in subjects
	rule.negated == false
}

failed[id] := verdict.proof($"{concat(", ", rule.users)}: !{rule.command} can be got around", [rule]) if {
	some id, rule in subjects
	rule.negated == true
}
