package policies.lib.acls_test

import data.policies.lib.acls

_at := {"file": "network-acls.json"}

test_a_list_without_subnets_is_left_out if {
	known := {"groups": [
		{"id": "acl-1", "name": "edge", "kind": "network-acl", "attached_to": {"value": ["subnet-1"], "at": _at}},
		{"id": "acl-2", "name": "", "kind": "network-acl", "attached_to": {"value": [], "at": _at}},
		{"id": "acl-3", "name": "", "kind": "network-acl", "attached_to": {"unknown": "not told", "at": _at}},
		{"id": "sg-1", "name": "web", "kind": "security-group", "attached_to": {"value": [], "at": _at}},
	]}
	exposed := {"points": [{"id": "acl-1 edge"}, {"id": "acl-2"}, {"id": "acl-3"}, {"id": "sg-1 web"}]}
	[point.id | some point in acls.in_use(exposed, known).points] == ["acl-1 edge", "acl-3", "sg-1 web"]
}
