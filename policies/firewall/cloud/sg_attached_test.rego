package policies.firewall.cloud.sg_attached_test

import data.policies.firewall.cloud.sg_attached as rule

_at := {"file": "security-groups.json", "line": 3}

cases := {
	"used": {"group": {"attached_to": {"value": ["eni-1"], "at": _at}}, "want": {"pass"}},
	"used by many": {"group": {"attached_to": {"value": ["a", "b", "c", "d"], "at": _at}}, "want": {"pass"}},
	"unused": {"group": {"attached_to": {"value": [], "at": _at}}, "want": {"fail"}},
	"not told": {"group": {"attached_to": {"unknown": "interfaces were not given", "at": _at}}, "want": {"unknown"}},
	"the default group": {
		"group": {"attached_to": {"value": [], "at": _at}, "is_default": {"value": true, "at": _at}},
		"want": set(),
	},
	"a network ACL": {"group": {"kind": "network-acl", "attached_to": {"value": [], "at": _at}}, "want": set()},
}

test_status[note] if {
	some note, case in cases
	base := {"id": "sg-1", "name": "web", "kind": "security-group", "is_default": {"value": false, "at": _at}, "at": _at}
	observations := rule.observations with input as _snapshot([object.union(base, case.group)])
	{o.status | some o in observations} == case.want
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"groups": {"flag": "not-collected"}}}
}

_snapshot(groups) := {"firewall": {"groups": {"flag": "complete", "data": {"groups": groups}}}}
