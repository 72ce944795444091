# METADATA
# title: sudo rules name a target that is not root
# description: |
#   A service can mostly be looked after as its own user. Administrators that hold everything are accepted by
#   parameter, with the names that sudoers has.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.sudo.ws/docs/man/sudoers.man/
#     description: sudoers(5)
# custom:
#   severity: low
#   subject: sudo-rule
#   remediation: >-
#     Write the user of the service in parentheses: `anna ALL=(postgres) /usr/bin/psql ""`.
#   aliases: [sudo-no-root-target]
#   parameters:
#     accepted_users:
#       default: ["root", "%sudo", "%wheel", "%admin"]
#       description: Users and %groups whose rules may name root, as written in sudoers.
package policies.host.sudo.no_root_target

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[rule.id] := rule if {
	some rule in input.host.sudo.data.rules
	rule.negated == false
	count({user | some user in rule.users} - _accepted) > 0
}

_accepted := {user | some user in data.parameters["host.sudo.no_root_target"].accepted_users}

passed[id] := verdict.proof($"{rule.command} runs as {concat(", ", rule.run_as_users)}", [rule]) if {
	some id, rule in subjects
	rule.as_root == false
}

failed[id] := verdict.proof($"{concat(", ", rule.users)} may run {rule.command} as root", [rule]) if {
	some id, rule in subjects
	rule.as_root == true
}
