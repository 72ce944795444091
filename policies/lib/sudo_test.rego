package policies.lib.sudo_test

import data.policies.lib.sudo

_at := {"file": "/etc/sudoers", "line": 3}

_sudo := {
	"options": [{"id": "use_pty", "value": {"value": "true", "at": _at}}],
	"defaults": [
		{"id": "/etc/sudoers:3", "scope": "global", "subjects": [], "name": "use_pty", "negated": false, "at": _at},
		{"id": "/etc/sudoers:4", "scope": "host", "subjects": ["web01"], "name": "use_pty", "negated": true, "at": _at},
	],
}

test_scopes_are_told_apart if {
	{id: fact.value | some id, fact in sudo.flag(_sudo, "use_pty")} == {
		"Defaults use_pty": "true",
		"Defaults use_pty for web01 (/etc/sudoers:4)": "false",
	}
}

test_what_nobody_sets_is_nothing if count(sudo.flag(_sudo, "noexec")) == 0
