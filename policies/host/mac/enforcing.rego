# METADATA
# title: Mandatory access control refuses what its profiles do not allow
# description: |
#   A profile in complain mode, or SELinux in permissive mode, only writes down what it would have refused.
#   Judged are the profiles of /etc/apparmor.d as they load at boot, those that the running kernel has, and the
#   mode of SELinux in its file and now. While profiles are being written, complain mode may be right: say so by
#   the parameter. A disabled profile is not judged here.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/apparmor/apparmor.d.5.en.html
#     description: apparmor.d(5)
#   - ref: https://man7.org/linux/man-pages/man8/selinux.8.html
#     description: selinux(8)
# custom:
#   severity: medium
#   subject: access-control
#   remediation: >-
#     `aa-enforce /etc/apparmor.d/PROFILE` for each (package apparmor-utils); on RHEL `SELINUX=enforcing` in
#     /etc/selinux/config and `setenforce 1`.
#   aliases: [mac-enforcing]
#   parameters:
#     mode:
#       default: enforce
#       description: enforce, or complain where complain mode is accepted too.
package policies.host.mac.enforcing

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_accepted := {"enforce": {"enforce", "kill"}, "complain": {"enforce", "kill", "complain", "prompt"}}[data.parameters["host.mac.enforcing"].mode]

_parts["profiles at boot"] := {"system": "apparmor", "fact": input.host.mac.data.apparmor.installed, "profiles": input.host.mac.data.apparmor.profiles}

_parts["profiles now"] := {"system": "apparmor", "fact": input.host.mac.data.apparmor.loaded, "profiles": input.host.mac.data.apparmor.loaded_profiles} if input.host.mac.data.live == true

_parts["SELinux at boot"] := {"system": "selinux", "fact": input.host.mac.data.selinux.mode, "profiles": []}

_parts["SELinux now"] := {"system": "selinux", "fact": input.host.mac.data.selinux.live_mode, "profiles": []} if input.host.mac.data.live == true

subjects[id] := {"system": input.host.mac.data.system, "fact": part.fact, "profiles": part.profiles} if {
	some id, part in _parts
	_concerns(part.system)
}

# Without a known system both are asked, and unknown.
_concerns(system) if system == input.host.mac.data.system.value

_concerns(_) if input.host.mac.data.system.unknown

not_applicable[id] := verdict.proof("AppArmor is not installed", [facts.fact]) if {
	some id, facts in subjects
	facts.system.value == "apparmor"
	facts.fact.value == false
}

_soft[id] contains profile if {
	some id, facts in subjects
	some profile in facts.profiles
	count({profile.mode} - (_accepted | {"disabled", "unconfined"})) == 1
}

_kept[id] contains profile.id if {
	some id, facts in subjects
	some profile in facts.profiles
	profile.mode in _accepted
}

passed[id] := verdict.proof($"{count(_kept[id])} profiles hold", [facts.fact]) if {
	some id, facts in subjects
	facts.system.value == "apparmor"
	_known(facts.fact)
	every profile in facts.profiles {
		profile.mode in (_accepted | {"disabled", "unconfined"})
	}
	count(_kept[id]) > 0
}

# A kernel without any profile confines nothing: the rule on loading says so.
not_applicable[id] := verdict.proof("there is no profile to judge", [facts.fact]) if {
	some id, facts in subjects
	facts.system.value == "apparmor"
	_known(facts.fact)
	every profile in facts.profiles {
		profile.mode in {"disabled", "unconfined"}
	}
}

passed[id] := verdict.proof("SELinux is enforcing", [facts.fact]) if {
	some id, facts in subjects
	facts.system.value == "selinux"
	facts.fact.value == "enforcing"
}

failed[id] := verdict.proof($"not in enforce mode: {concat(", ", sort([profile.id | some profile in _soft[id]]))}", [profile | some profile in _soft[id]]) if {
	some id, facts in subjects
	facts.system.value == "apparmor"
	count(_soft[id]) > 0
}

failed[id] := verdict.proof($"SELinux is {facts.fact.value}", [facts.fact]) if {
	some id, facts in subjects
	facts.system.value == "selinux"
	facts.fact.value != "enforcing"
}

_known(fact) if fact.value == true

_known(fact) if is_number(fact.value)
