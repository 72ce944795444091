package policies.host.desktop.screen_lock_test

import data.policies.host.desktop.screen_lock as rule

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
		with data.parameters as {"host.desktop.screen_lock": {"max_idle": 900, "max_delay": 5}}
}

test_cases[note] if {
	some note, case in {
		"in time": [{"user/org/gnome/desktop/session/idle-delay": ["900", false], "user/org/gnome/desktop/screensaver/lock-enabled": ["true", false], "user/org/gnome/desktop/screensaver/lock-delay": ["5", false]}, {"idle-delay": "pass", "lock-enabled": "pass", "lock-delay": "pass"}],
		"never": [{"user/org/gnome/desktop/session/idle-delay": ["0", false], "user/org/gnome/desktop/screensaver/lock-enabled": ["false", false], "user/org/gnome/desktop/screensaver/lock-delay": ["60", false]}, {"idle-delay": "fail", "lock-enabled": "fail", "lock-delay": "fail"}],
		"late": [{"user/org/gnome/desktop/session/idle-delay": ["901", false], "user/org/gnome/desktop/screensaver/lock-enabled": ["true", false], "user/org/gnome/desktop/screensaver/lock-delay": ["0", false]}, {"idle-delay": "fail", "lock-enabled": "pass", "lock-delay": "pass"}],
		"no number": [{"user/org/gnome/desktop/session/idle-delay": ["soon", false], "user/org/gnome/desktop/screensaver/lock-enabled": ["true", false], "user/org/gnome/desktop/screensaver/lock-delay": ["0", false]}, {"idle-delay": "unknown", "lock-enabled": "pass", "lock-delay": "pass"}],
	}
	_statuses(case[0]) == case[1]
}

test_without_gdm_there_is_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"desktop": {"flag": "does-not-exist"}}}
		with data.parameters as {"host.desktop.screen_lock": {"max_idle": 900, "max_delay": 5}}
}
