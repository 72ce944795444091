package policies.firewall.cloud.sg_rule_count_bounded_test

import data.policies.firewall.cloud.sg_rule_count_bounded as rule

_parameters := {"firewall.cloud.sg_rule_count_bounded": {"max_rules": 3}}

_at := {"file": "security-groups.json", "line": 3}

_rules(direction, many) := [{"id": $"{direction} {i}", "direction": direction, "description": {"value": "", "at": _at}} |
	some i in numbers.range(1, many)
]

_untold := [{"id": "u", "direction": "in", "description": {"unknown": "known only after apply", "at": _at}}]

cases := {
	"few": {"entries": _rules("in", 2), "want": {"pass"}},
	"none": {"entries": [], "want": {"pass"}},
	"as many as wanted in each direction": {"entries": array.concat(_rules("in", 3), _rules("out", 3)), "want": {"pass"}},
	"too many": {"entries": _rules("in", 4), "want": {"fail"}},
	"too many outgoing": {"entries": _rules("out", 4), "want": {"fail"}},
	"some are not told": {"entries": array.concat(_rules("in", 3), _untold), "want": {"unknown"}},
	"too many beside those that are not told": {"entries": array.concat(_rules("in", 4), _untold), "want": {"fail"}},
}

test_status[note] if {
	some note, case in cases
	group := {"id": "sg-1", "name": "web", "kind": "security-group", "entries": case.entries, "at": _at}
	observations := rule.observations with input as _snapshot([group]) with data.parameters as _parameters
	{o.status | some o in observations} == case.want
}

test_network_acls_are_left_out if {
	group := {"id": "acl-1", "name": "", "kind": "network-acl", "entries": _rules("in", 4), "at": _at}
	count(rule.observations) == 0 with input as _snapshot([group]) with data.parameters as _parameters
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"groups": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_snapshot(groups) := {"firewall": {"groups": {"flag": "complete", "data": {"groups": groups}}}}
