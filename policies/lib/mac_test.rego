package policies.lib.mac_test

statuses(observations) := {observation.subject: observation.status | some observation in observations}

_at := {"file": "/etc/x", "line": 1}

known(value) := {"value": value, "at": _at}

unread := {"unknown": "permission denied", "at": _at}

profile(id, mode) := {"id": id, "mode": mode, "at": _at}

_apparmor := {
	"installed": known(true),
	"starts": known(true),
	"enabled": known(true),
	"profiles": [],
	"loaded": known(0),
	"loaded_profiles": [],
	"unconfined_processes": known([]),
}

_selinux := {
	"installed": known(true),
	"mode": known("enforcing"),
	"live_mode": known("enforcing"),
	"policy": known("targeted"),
	"booleans": [],
}

# The changes stand in place of what was there, not beside it.
_changed(before, change) := object.union(object.remove(before, object.keys(change)), change)

_host(live, system, apparmor, selinux) := {"host": {"mac": {"flag": "complete", "data": {
	"live": live,
	"system": known(system),
	"apparmor": _changed(_apparmor, apparmor),
	"selinux": _changed(_selinux, selinux),
}}}}

host(system, apparmor, selinux) := _host(true, system, apparmor, selinux)

offline(system, apparmor, selinux) := _host(false, system, apparmor, selinux)

with_packages(system, names) := object.union(offline(system, {}, {}), {"host": {"packages": {"flag": "complete", "data": {
	"manager": "dpkg",
	"packages": [{"id": name, "name": name, "provides": [], "at": _at} | some name in names],
}}}})
