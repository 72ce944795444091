package policies.firewall.cloud.no_ip_forwarding_test

import data.policies.firewall.cloud.no_ip_forwarding as rule

_at := {"file": "instances.json", "line": 3}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_tags(list) := {"value": list, "at": _at}

_unknown := {"unknown": "not told", "at": _at}

cases := {
	"forwards nothing": {"forwards": _no, "tags": _tags([]), "name": "web", "want": "pass"},
	"forwards nothing, tags not told": {"forwards": _no, "tags": _unknown, "name": "web", "want": "pass"},
	"forwards": {"forwards": _yes, "tags": _tags(["env=prod"]), "name": "web", "want": "fail"},
	"a router by its tag": {"forwards": _yes, "tags": _tags(["Role=Router"]), "name": "web", "want": "pass"},
	"a tag without value": {"forwards": _yes, "tags": _tags(["router="]), "name": "web", "want": "pass"},
	"a router by its name": {"forwards": _yes, "tags": _tags([]), "name": "nat-eu-1", "want": "pass"},
	"a router by its name, tags not told": {"forwards": _yes, "tags": _unknown, "name": "nat-eu-1", "want": "pass"},
	"tags not told": {"forwards": _yes, "tags": _unknown, "name": "web", "want": "unknown"},
	"not told": {"forwards": _unknown, "tags": _tags([]), "name": "web", "want": "unknown"},
}

_parameters := {"firewall.cloud.no_ip_forwarding": {
	"router_tags": ["role=router", "router"],
	"router_names": ["nat-*"],
}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"firewall": {"workloads": {"flag": "complete", "data": {"workloads": [{
		"id": "i-1",
		"name": case.name,
		"forwards": case.forwards,
		"tags": case.tags,
	}]}}}}
		with data.parameters as _parameters
	{[o.subject, o.status] | some o in observations} == {[$"i-1 {case.name}", case.want]}
}

test_no_section_gives_no_observation if {
	observations := rule.observations with input as {"firewall": {"workloads": {"flag": "not-collected"}}}
		with data.parameters as _parameters
	count(observations) == 0
}
