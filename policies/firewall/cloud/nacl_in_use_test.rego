package policies.firewall.cloud.nacl_in_use_test

import data.policies.firewall.cloud.nacl_in_use as rule

_at := {"file": "network-acls.json", "line": 3}

_no := {"value": false, "at": _at}

cases := {
	"in use": {"group": {"is_default": _no, "attached_to": {"value": ["subnet-1"], "at": _at}}, "want": {["acl-1 edge", "pass"]}},
	"without subnets": {"group": {"is_default": _no, "attached_to": {"value": [], "at": _at}}, "want": {["acl-1 edge", "fail"]}},
	"the default list": {
		"group": {"is_default": {"value": true, "at": _at}, "attached_to": {"value": [], "at": _at}},
		"want": {["acl-1 edge", "not-applicable"]},
	},
	"subnets not told": {
		"group": {"is_default": _no, "attached_to": {"unknown": "known only after apply", "at": _at}},
		"want": {["acl-1 edge", "unknown"]},
	},
	"a security group": {"group": {"kind": "security-group", "is_default": _no, "attached_to": {"value": [], "at": _at}}, "want": set()},
}

test_status[note] if {
	some note, case in cases
	group := object.union({"id": "acl-1", "name": "edge", "kind": "network-acl", "at": _at}, case.group)
	observations := rule.observations with input as _snapshot([group])
	{[o.subject, o.status] | some o in observations} == case.want
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"groups": {"flag": "not-collected"}}}
}

_snapshot(groups) := {"firewall": {"groups": {"flag": "complete", "data": {"groups": groups}}}}
