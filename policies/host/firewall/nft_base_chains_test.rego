package policies.host.firewall.nft_base_chains_test

import data.policies.host.firewall.nft_base_chains as rule

_at := {"file": "/x"}

_tool(id, installed, enabled) := {"id": id, "installed": {"value": installed, "at": _at}, "enabled": object.union({"at": _at}, enabled)}

_on := {"value": true}

_off := {"value": false}

_statuses(enabled, chains) := {o.subject: o.status |
	some o in rule.observations with input as {"host": {"firewall_tools": {"flag": "complete", "data": {
		"tools": [_tool("nftables", true, enabled)],
		"nft_chains": object.union({"at": _at}, chains),
	}}}}
}

_three := ["inet filter input input", "inet filter forward forward", "inet filter output output"]

test_all_three if _statuses(_on, {"value": _three}) == {"input": "pass", "forward": "pass", "output": "pass"}

test_one_is_missing if {
	_statuses(_on, {"value": ["inet filter in input", "ip filter output output"]}) == {"input": "pass", "forward": "fail", "output": "pass"}
}

test_not_in_use if {
	_statuses(_off, {"value": []}) == {"input": "not-applicable", "forward": "not-applicable", "output": "not-applicable"}
}

test_unreadable_is_unknown if {
	_statuses(_on, {"unknown": "denied"}) == {"input": "unknown", "forward": "unknown", "output": "unknown"}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"firewall_tools": {"flag": "not-collected"}}}
}
