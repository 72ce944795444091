# METADATA
# title: sudo rules name the arguments of commands
# description: |
#   A command without arguments may be run with any: `/usr/bin/systemctl` starts a shell by its pager,
#   `/bin/tar` by its options. `""` after the command says that there are none. A folder allows every program
#   that is ever put into it. Rules for ALL are judged elsewhere.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.sudo.ws/docs/man/sudoers.man/
#     description: sudoers(5)
# custom:
#   severity: low
#   subject: sudo-rule
#   remediation: >-
#     Write the arguments after the command, or `""`.
#   aliases: [sudo-explicit-args]
package policies.host.sudo.explicit_arguments

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[rule.id] := rule if {
	some rule in input.host.sudo.data.rules
	rule.negated == false
	rule.all_commands == false
}

passed[id] := verdict.proof($"{rule.command}", [rule]) if {
	some id, rule in subjects
	rule.arguments == "named"
}

failed[id] := verdict.proof($"{rule.command} may be run with any arguments", [rule]) if {
	some id, rule in subjects
	rule.arguments in {"any", "folder", "wildcard"}
}
