package policies.lib.desktop_test

import data.policies.lib.desktop

_at := {"file": "/etc/dconf/db/local.d/00-x", "line": 2}

_all := [
	{"id": "user/org/gnome/a", "value": {"value": "true", "at": _at}, "locked": {"value": true, "at": _at}},
	{"id": "user/org/gnome/b", "value": {"value": "false", "at": _at}, "locked": {"value": false, "at": _at}},
	{"id": "gdm/org/gnome/c", "value": {"unknown": "denied", "at": _at}, "locked": {"unknown": "denied", "at": _at}},
]

_chosen := desktop.settings(_all, {"user/org/gnome/a", "user/org/gnome/b", "gdm/org/gnome/c"})

test_by_their_last_part if object.keys(desktop.settings(_all, {"user/org/gnome/a"})) == {"a"}

test_values if {
	object.keys(desktop.right(_chosen, "true")) == {"a"}
	object.keys(desktop.wrong(_chosen, "true")) == {"b"}
}

test_locks if {
	object.keys(desktop.locked(_chosen)) == {"a"}
	object.keys(desktop.unlocked(_chosen)) == {"b"}
}
