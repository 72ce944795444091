package policies.host.firewall.loaded_rules_permanent_test

import data.policies.host.firewall.loaded_rules_permanent as rule

_at := {"file": "/x"}

_tool(id, installed, enabled) := {"id": id, "installed": {"value": installed, "at": _at}, "enabled": object.union({"at": _at}, enabled)}

_on := {"value": true}

_off := {"value": false}

_statuses(enabled, differences) := {o.subject: o.status |
	some o in rule.observations with input as {"host": {"firewall_tools": {"flag": "complete", "data": {
		"tools": [_tool("iptables", true, enabled)],
		"differences": object.union({"at": _at}, differences),
	}}}}
}

test_cases[note] if {
	some note, case in {
		"the same": [_on, {"value": []}, "pass"],
		"another policy": [_on, {"value": ["filter INPUT: policy ACCEPT is loaded"]}, "fail"],
		"offline": [_on, {"unknown": "on a running system only"}, "unknown"],
		"no tool": [_off, {"unknown": "no files"}, "not-applicable"],
	}
	_statuses(case[0], case[1]) == {"host": case[2]}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"firewall_tools": {"flag": "not-collected"}}}
}
