package policies.host.firewall.tool_enabled_test

import data.policies.host.firewall.tool_enabled as rule

_at := {"file": "/x"}

_tool(id, installed, enabled) := {"id": id, "installed": {"value": installed, "at": _at}, "enabled": object.union({"at": _at}, enabled)}

_on := {"value": true}

_off := {"value": false}

_statuses(init, tools) := {o.subject: o.status |
	some o in rule.observations with input as {"host": {"firewall_tools": {"flag": "complete", "data": {
		"init": {"value": init, "at": _at},
		"tools": tools,
	}}}}
}

test_cases[note] if {
	some note, case in {
		"on": ["systemd", [_tool("ufw", true, _on), _tool("nftables", true, _off)], "pass"],
		"installed and off": ["systemd", [_tool("ufw", true, _off)], "fail"],
		"nothing installed": ["openrc", [_tool("ufw", false, _off)], "fail"],
		"one cannot be told": ["systemd", [_tool("ufw", true, {"unknown": "denied"}), _tool("nftables", true, _off)], "unknown"],
		"a container image": ["none", [_tool("ufw", false, _off)], "not-applicable"],
	}
	_statuses(case[0], case[1]) == {"host": case[2]}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"firewall_tools": {"flag": "not-collected"}}}
}
