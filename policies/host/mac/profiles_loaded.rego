# METADATA
# title: Every AppArmor profile is loaded, and no program runs without the one it has
# description: |
#   A profile that is disabled, or that was put there after its program started, holds nobody. Judged are
#   whether apparmor.service starts at boot, whether each profile of /etc/apparmor.d is in the kernel, and
#   whether programs that a loaded profile names run unconfined. What the kernel has only root may see. A
#   machine of another access control lies outside.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/apparmor/apparmor.7.en.html
#     description: apparmor(7)
#   - ref: https://manpages.debian.org/bookworm/apparmor/aa-status.8.en.html
#     description: aa-status(8)
# custom:
#   severity: medium
#   subject: access-control
#   remediation: >-
#     `systemctl enable --now apparmor`, `aa-enforce` what was disabled, and restart the programs that run
#     unconfined (`aa-status` lists them).
#   aliases: [mac-profiles-loaded]
package policies.host.mac.profiles_loaded

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_apparmor := input.host.mac.data.apparmor

_parts["service"] := {"fact": _apparmor.starts}

_parts["disabled profiles"] := {"fact": _apparmor.installed}

_parts["loaded profiles"] := {"fact": _apparmor.loaded} if input.host.mac.data.live == true

_parts["unconfined programs"] := {"fact": _apparmor.unconfined_processes} if input.host.mac.data.live == true

subjects[id] := {"system": input.host.mac.data.system, "installed": _apparmor.installed, "fact": part.fact} if some id, part in _parts

not_applicable[id] := verdict.proof(why, []) if {
	some id, facts in subjects
	why := _why(facts)
}

_why(facts) := $"the access control is {facts.system.value}" if facts.system.value != "apparmor"

_why(facts) := "AppArmor is not installed" if {
	facts.system.value == "apparmor"
	facts.installed.value == false
}

_judged contains id if {
	some id, facts in subjects
	facts.system.value == "apparmor"
	facts.installed.value == true
}

passed["service"] := verdict.proof("apparmor.service loads the profiles at boot", [_apparmor.starts]) if {
	"service" in _judged
	_apparmor.starts.value == true
}

failed["service"] := verdict.proof("apparmor.service does not start: no profile is loaded at boot", [_apparmor.starts]) if {
	"service" in _judged
	_apparmor.starts.value == false
}

_disabled contains profile if {
	some profile in _apparmor.profiles
	profile.mode == "disabled"
}

passed["disabled profiles"] := verdict.proof("no profile is disabled", [_apparmor.installed]) if {
	"disabled profiles" in _judged
	every profile in _apparmor.profiles {
		profile.mode != "disabled"
	}
}

failed["disabled profiles"] := verdict.proof($"disabled: {_names(_disabled)}", [profile | some profile in _disabled]) if {
	"disabled profiles" in _judged
	count(_disabled) > 0
}

_loaded := {profile.id | some profile in _apparmor.loaded_profiles}

# Names with variables are told by the kernel with what they stand for.
_wanted contains profile if {
	some profile in _apparmor.profiles
	profile.mode != "disabled"
	contains(profile.id, "@{") == false
}

_missing := {profile | some profile in _wanted; count({profile.id} - _loaded) == 1}

passed["loaded profiles"] := verdict.proof($"{_apparmor.loaded.value} profiles are loaded", [_apparmor.loaded]) if {
	"loaded profiles" in _judged
	_apparmor.loaded.value > 0
	every profile in _wanted {
		profile.id in _loaded
	}
}

failed["loaded profiles"] := verdict.proof(_told, [_apparmor.loaded]) if {
	"loaded profiles" in _judged
	_told
}

_told := "the kernel has no profile" if _apparmor.loaded.value == 0

_told := $"not loaded: {_names(_missing)}" if {
	_apparmor.loaded.value > 0
	count(_missing) > 0
}

passed["unconfined programs"] := verdict.proof("no program that has a profile runs without it", [_apparmor.unconfined_processes]) if {
	"unconfined programs" in _judged
	_apparmor.unconfined_processes.value == []
}

failed["unconfined programs"] := verdict.proof($"unconfined: {concat(", ", _apparmor.unconfined_processes.value)}", [_apparmor.unconfined_processes]) if {
	"unconfined programs" in _judged
	count(_apparmor.unconfined_processes.value) > 0
}

_names(profiles) := concat(", ", sort([profile.id | some profile in profiles]))
