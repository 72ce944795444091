# METADATA
# title: doas asks for a password
# description: |
#   With nopass whoever holds the session, by an unlocked screen or a stolen key, holds the other rights too.
#   Users that machines act as, and root itself, may be exempted by parameter.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/doas.conf
#     description: doas.conf(5)
# custom:
#   severity: medium
#   subject: doas-rule
#   remediation: >-
#     Take `nopass` out of /etc/doas.conf (`persist` asks once for a few minutes), and check it with `doas -C
#     /etc/doas.conf`.
#   aliases: [sudo-no-nopasswd]
#   parameters:
#     accepted_identities:
#       default: ["root"]
#       description: Users and :groups whose rules may have nopass, as written in doas.conf.
package policies.host.sudo.doas_asks

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[rule.id] := rule if {
	some rule in input.host.doas.data.rules
	rule.action == "permit"
	count({rule.identity} - {name | some name in data.parameters["host.sudo.doas_asks"].accepted_identities}) == 1
}

passed[id] := verdict.proof($"{rule.identity} must give a password", [rule]) if {
	some id, rule in subjects
	rule.nopass == false
}

failed[id] := verdict.proof($"{rule.identity} may run {_what(rule.command)} without a password", [rule]) if {
	some id, rule in subjects
	rule.nopass == true
}

_what(command) := "everything" if command == ""

_what(command) := command if command != ""
