# METADATA
# title: sudo asks for a password
# description: |
#   With NOPASSWD whoever holds the session, by an unlocked screen or a stolen key, holds the other rights
#   too. The tag carries over to the later commands of its list until PASSWD. Forbidden commands (`!cmd`)
#   are no subject. Users that machines act as may be exempted by parameter.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.sudo.ws/docs/man/sudoers.man/
#     description: sudoers(5)
# custom:
#   severity: medium
#   subject: sudo-rule
#   remediation: >-
#     Give the user a password first (`passwd NAME`), or nobody can become root any more. Then remove `NOPASSWD:` with
#     `visudo`; for automation, name single commands with their arguments and exempt the user.
#   aliases: [sudo-no-nopasswd]
#   parameters:
#     accepted_users:
#       default: []
#       description: Users and %groups whose rules may have NOPASSWD, as written in sudoers.
package policies.host.sudo.no_nopasswd

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[rule.id] := rule if {
	some rule in input.host.sudo.data.rules
	rule.negated == false
	count({user | some user in rule.users} - _accepted) > 0
}

_accepted := {user | some user in data.parameters["host.sudo.no_nopasswd"].accepted_users}

passed[id] := verdict.proof($"{concat(", ", rule.users)} must give a password for {rule.command}", [rule]) if {
	some id, rule in subjects
	rule.nopasswd == false
}

failed[id] := verdict.proof($"{concat(", ", rule.users)} may run {rule.command} without a password", [rule]) if {
	some id, rule in subjects
	rule.nopasswd == true
}
