package policies.firewall.cloud.sg_described_test

import data.policies.firewall.cloud.sg_described as rule

_parameters := {"firewall.cloud.sg_described": {"no_purpose": ["managed by terraform"]}}

_at := {"file": "security-groups.json", "line": 3}

_known(text) := {"value": text, "at": _at}

_entry(direction, description) := {
	"id": "e",
	"direction": direction,
	"text": "allow tcp/22 from 198.51.100.0/24",
	"description": description,
	"at": _at,
}

cases := {
	"all said": {"group": {"entries": [_entry("in", _known("office"))]}, "want": "pass"},
	"a rule without": {"group": {"entries": [_entry("in", _known(" "))]}, "want": "fail"},
	"the group without": {"group": {"description": _known(""), "entries": []}, "want": "fail"},
	"what a tool writes": {"group": {"description": _known("Managed by Terraform"), "entries": []}, "want": "fail"},
	"an outgoing rule without": {"group": {"entries": [_entry("out", _known(""))]}, "want": "pass"},
	"not told": {"group": {"entries": [_entry("in", {"unknown": "known only after apply", "at": _at})]}, "want": "unknown"},
	"a group of Azure holds no text of its own": {
		"group": {"kind": "network-security-group", "description": _known(""), "entries": [_entry("in", _known("office"))]},
		"want": "pass",
	},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot([object.union(_base, case.group)])
		with data.parameters as _parameters
	{[o.subject, o.status] | some o in observations} == {["sg-1 web", case.want]}
}

test_default_groups_and_lists_are_left_out if {
	silent := {"description": _known(""), "entries": [_entry("in", _known(""))]}
	count(rule.observations) == 0 with input as _snapshot([
		object.union(_base, object.union(silent, {"is_default": {"value": true, "at": _at}})),
		object.union(_base, object.union(silent, {"kind": "network-acl"})),
		object.union(_base, object.union(silent, {"kind": "network-policy"})),
	])
		with data.parameters as _parameters
}

test_no_more_than_three_rules_are_named if {
	entries := [_entry("in", _known("")) | some _ in numbers.range(1, 5)]
	observations := rule.observations with input as _snapshot([object.union(_base, {"entries": entries})])
		with data.parameters as _parameters
	some observation in observations
	endswith(observation.message, " and 2 more")
}

_base := {
	"id": "sg-1",
	"name": "web",
	"kind": "security-group",
	"is_default": {"value": false, "at": _at},
	"description": _known("web servers"),
	"at": _at,
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"groups": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_snapshot(groups) := {"firewall": {"groups": {"flag": "complete", "data": {"groups": groups}}}}
