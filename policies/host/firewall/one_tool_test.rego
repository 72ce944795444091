package policies.host.firewall.one_tool_test

import data.policies.host.firewall.one_tool as rule

_at := {"file": "/x"}

_tool(id, installed, enabled) := {"id": id, "installed": {"value": installed, "at": _at}, "enabled": object.union({"at": _at}, enabled)}

_on := {"value": true}

_off := {"value": false}

_statuses(tools) := {o.subject: o.status |
	some o in rule.observations with input as {"host": {"firewall_tools": {"flag": "complete", "data": {"tools": tools}}}}
}

test_cases[note] if {
	some note, case in {
		"one": [[_tool("ufw", true, _on), _tool("nftables", true, _off)], "pass"],
		"two": [[_tool("ufw", true, _on), _tool("nftables", true, _on)], "fail"],
		"none": [[_tool("ufw", true, _off)], "not-applicable"],
		"one, and one that cannot be told": [[_tool("ufw", true, _on), _tool("nftables", true, {"unknown": "denied"})], "unknown"],
	}
	_statuses(case[0]) == {"host": case[1]}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"firewall_tools": {"flag": "not-collected"}}}
}
