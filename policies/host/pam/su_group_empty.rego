# METADATA
# title: The group that may use su exists and is empty
# description: |
#   For policies that have everybody use sudo: pam_wheel then asks for a group without members, by list or
#   as their first group. Where no pam_wheel guards su, host.pam.su_restricted tells it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-modules/pam_wheel.8.en.html
# custom:
#   severity: low
#   subject: su
#   remediation: >-
#     `groupadd sugroup`, name it on the line of pam_wheel, and take its members out (`gpasswd -d NAME
#     sugroup`).
#   aliases: [pam-su-wheel]
package policies.host.pam.su_group_empty

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[guard.id] := [guard.state, guard.group] if {
	some guard in input.host.pam.data.su_guards
	guard.state.value == "guards"
}

# Without group= it is wheel, and gid 0 where there is no wheel.
_wheels := [group | some group in input.host.accounts.data.groups; group.name == "wheel"]

_groups[id] := [group | some group in input.host.accounts.data.groups; group.name == facts[1].value] if {
	some id, facts in subjects
	facts[1].value != ""
}

_groups[id] := _wheels if {
	some id, facts in subjects
	facts[1].value == ""
	count(_wheels) > 0
}

_groups[id] := [group | some group in input.host.accounts.data.groups; group.gid == 0] if {
	some id, facts in subjects
	facts[1].value == ""
	count(_wheels) == 0
}

_members[id] := {name | some group in groups; some name in group.members} | {user.name |
	some group in groups
	some user in input.host.accounts.data.users
	user.gid == group.gid
	user.uid != 0
} if {
	some id, groups in _groups
}

passed[id] := verdict.proof("the group is empty", _groups[id]) if {
	some id, _ in subjects
	count(_groups[id]) > 0
	every group in _groups[id] {
		group.members == []
		every user in input.host.accounts.data.users {
			_outside(user, group)
		}
	}
}

failed[id] := verdict.proof($"members: {concat(", ", sort(_members[id]))}", _groups[id]) if {
	some id, _ in subjects
	count(_members[id]) > 0
}

failed[id] := verdict.proof("the group does not exist", [facts[1]]) if {
	some id, facts in subjects
	facts[1].value != ""
	every group in input.host.accounts.data.groups {
		group.name != facts[1].value
	}
}

_outside(user, group) if user.gid != group.gid

_outside(user, _) if user.uid == 0
