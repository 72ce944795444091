package policies.host.desktop.login_banner_test

import data.policies.host.desktop.login_banner as rule

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
		"on": [{"gdm/org/gnome/login-screen/banner-message-enable": ["true", false], "gdm/org/gnome/login-screen/banner-message-text": ["Keep out", false]}, {"banner": "pass"}],
		"off": [{"gdm/org/gnome/login-screen/banner-message-enable": ["false", false], "gdm/org/gnome/login-screen/banner-message-text": ["Keep out", false]}, {"banner": "fail"}],
		"no text": [{"gdm/org/gnome/login-screen/banner-message-enable": ["true", false], "gdm/org/gnome/login-screen/banner-message-text": ["", false]}, {"banner": "fail"}],
		"unreadable": [{"gdm/org/gnome/login-screen/banner-message-enable": ["unreadable", false], "gdm/org/gnome/login-screen/banner-message-text": ["unreadable", false]}, {"banner": "unknown"}],
	}
	_statuses(case[0]) == case[1]
}

test_without_gdm_there_is_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"desktop": {"flag": "does-not-exist"}}}
}
