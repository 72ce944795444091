package policies.host.desktop.automount_fixed_test

import data.policies.host.desktop.automount_fixed as rule

_at := {"file": "/etc/dconf/db/local.d/00-x", "line": 2}

# Each id with its value (or unknown) and whether it is locked.
_statuses(settings) := {o.subject: o.status |
	list := [one |
		some id, [value, locked] in settings
		one := {
			"id": id,
			"value": object.union({"at": _at}, {key: value | key := {true: "unknown", false: "value"}[value == "unreadable"]}),
			"locked": {"value": locked, "at": _at},
		}
	]
	some o in rule.observations with input as {"host": {"desktop": {"flag": "complete", "data": {"settings": list}}}}
}

test_cases[note] if {
	some note, case in {
		"locked": [{"user/org/gnome/desktop/media-handling/automount": ["x", true], "user/org/gnome/desktop/media-handling/automount-open": ["x", true]}, {"automount": "pass", "automount-open": "pass"}],
		"not": [{"user/org/gnome/desktop/media-handling/automount": ["x", false], "user/org/gnome/desktop/media-handling/automount-open": ["x", false]}, {"automount": "fail", "automount-open": "fail"}],
	}
	_statuses(case[0]) == case[1]
}

test_without_gdm_there_is_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"desktop": {"flag": "does-not-exist"}}}
}
