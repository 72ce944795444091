# METADATA
# title: Only members of a group may use su
# description: |
#   su turns a stolen shell and a known root password into root. pam_wheel with use_uid must refuse who is
#   no member, on every way through the stack but that of root itself. `trust` lets members in without a
#   password, `deny` turns the meaning round, `root_only` leaves su to other users free, and without use_uid
#   the login name of the terminal is asked. A group that does not exist has no members, so that nobody gets
#   through.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-modules/pam_wheel.8.en.html
# custom:
#   severity: low
#   subject: su
#   remediation: >-
#     Add `auth required pam_wheel.so use_uid group=sugroup` to /etc/pam.d/su, and `groupadd sugroup`.
#     Administrators use sudo.
#   aliases: [pam-su-wheel]
#   parameters:
#     group:
#       default: ""
#       description: The group that must be asked; empty accepts any.
package policies.host.pam.su_restricted

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[guard.id] := [guard.state, guard.use_uid, guard.group] if some guard in input.host.pam.data.su_guards

_wanted := {data.parameters["host.pam.su_restricted"].group}

# Any group does where none is asked for.
_group_fits(group) if {
	_wanted == {""}
	is_string(group)
}

_group_fits(group) if {
	group != ""
	group in _wanted
}

passed[id] := verdict.proof($"pam_wheel asks for {_name(facts[2].value)}", facts) if {
	some id, facts in subjects
	facts[0].value == "guards"
	facts[1].value == true
	_group_fits(facts[2].value)
}

failed[id] := verdict.proof(concat("; ", sort(_reasons[id])), subjects[id]) if count(_reasons[id]) > 0

_reasons[id] contains _told[facts[0].value] if some id, facts in subjects

_reasons[id] contains "use_uid is missing, so that the login name of the terminal is asked" if {
	some id, facts in subjects
	facts[0].value == "guards"
	facts[1].value == false
}

_reasons[id] contains $"pam_wheel asks for {_name(facts[2].value)}, not for {data.parameters["host.pam.su_restricted"].group}" if {
	some id, facts in subjects
	facts[0].value == "guards"
	_wanted != {""}
	count({facts[2].value} - _wanted) == 1
}

_name(group) := "wheel (or gid 0)" if group == ""

_name(group) := group if group != ""

_told := {
	"absent": "pam_wheel is not in the stack: everybody may try",
	"skipped": "no return value leads to pam_wheel",
	"not-binding": "who is refused by pam_wheel gets through all the same",
	"trusts": "members of the group need no password",
	"inverted": "members of the group are refused, all others may try",
	"root-only": "su to users other than root is free",
}
