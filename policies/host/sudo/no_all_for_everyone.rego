# METADATA
# title: sudo does not give root to everybody
# description: |
#   `ALL ALL=(ALL) ALL`, or the same for a group that everybody is in, makes each account worth root. With
#   targetpw or rootpw the password of root is asked, which is what su does, so that passes.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.sudo.ws/docs/man/sudoers.man/
#     description: sudoers(5)
# custom:
#   severity: critical
#   subject: sudo-rule
#   remediation: >-
#     Name a group of administrators instead of ALL.
#   aliases: [sudo-no-all-for-all]
#   parameters:
#     broad_groups:
#       default: ["%users", "%domain users", "%staff"]
#       description: Groups of sudoers that about everybody is in.
package policies.host.sudo.no_all_for_everyone

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[rule.id] := rule if {
	some rule in input.host.sudo.data.rules
	rule.negated == false
	rule.all_commands == true
	rule.as_root == true
}

_broad_groups := {name | some name in data.parameters["host.sudo.no_all_for_everyone"].broad_groups}

_root_password_settings contains setting.id if {
	some setting in input.host.sudo.data.settings
	setting.id in {"targetpw", "rootpw"}
	setting.value.value == "true"
}

_asks_for_own_password(setting) if count({setting.id} - {"targetpw", "rootpw"}) == 1

_asks_for_own_password(setting) if setting.value.value == "false"

_broad[id] contains "ALL" if {
	some id, rule in subjects
	rule.everyone == true
}

_broad[id] contains user if {
	some id, rule in subjects
	some user in rule.users
	user in _broad_groups
}

passed[id] := verdict.proof($"only {concat(", ", rule.users)} may run everything", [rule]) if {
	some id, rule in subjects
	count(object.get(_broad, id, set())) == 0
}

passed[id] := verdict.proof("everybody may run everything who knows the password of root", [rule]) if {
	some id, rule in subjects
	count(_broad[id]) > 0
	count(_root_password_settings) > 0
	rule.nopasswd == false
}

failed[id] := verdict.proof($"{concat(", ", sort(_broad[id]))} may run everything as root", [rule]) if {
	some id, rule in subjects
	count(_broad[id]) > 0
	rule.nopasswd == true
}

failed[id] := verdict.proof($"{concat(", ", sort(_broad[id]))} may run everything as root", [rule]) if {
	some id, rule in subjects
	count(_broad[id]) > 0
	every setting in input.host.sudo.data.settings {
		_asks_for_own_password(setting)
	}
}
