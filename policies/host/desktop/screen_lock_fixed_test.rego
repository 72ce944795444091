package policies.host.desktop.screen_lock_fixed_test

import data.policies.host.desktop.screen_lock_fixed as rule

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
		"locked": [{"user/org/gnome/desktop/session/idle-delay": ["x", true], "user/org/gnome/desktop/screensaver/lock-enabled": ["x", true], "user/org/gnome/desktop/screensaver/lock-delay": ["x", true]}, {"idle-delay": "pass", "lock-enabled": "pass", "lock-delay": "pass"}],
		"not": [{"user/org/gnome/desktop/session/idle-delay": ["x", false], "user/org/gnome/desktop/screensaver/lock-enabled": ["x", false], "user/org/gnome/desktop/screensaver/lock-delay": ["x", false]}, {"idle-delay": "fail", "lock-enabled": "fail", "lock-delay": "fail"}],
	}
	_statuses(case[0]) == case[1]
}

test_without_gdm_there_is_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"desktop": {"flag": "does-not-exist"}}}
}
