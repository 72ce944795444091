package policies.firewall.kubernetes.policy_no_open_egress_test

import data.policies.firewall.kubernetes.policy_no_open_egress as rule

_at := {"file": "cluster.yaml", "line": 3}

cases := {
	"closed": {"open": {"value": false, "at": _at}, "want": "pass"},
	"open": {"open": {"value": true, "at": _at}, "want": "fail"},
	"open and declared": {"id": "n/web", "open": {"value": true, "at": _at}, "want": "pass"},
	"not readable": {"open": {"unknown": "an item cannot be read", "at": _at}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_the_message_names_what_is_open if {
	observations := rule.observations with input as _snapshot({"open": {"value": true, "at": _at}})
		with data.parameters as _parameters
	{[o.message, o.at] | some o in observations} == {["allow everything", [{"file": "cluster.yaml", "line": 9}]]}
}

test_a_policy_of_the_other_direction_is_not_judged if {
	count(rule.observations) == 0 with input as {"firewall": {"kube_policies": {
		"flag": "complete",
		"data": {"policies": [{"id": "n/p", "namespace": "n", "openings": [], "at": _at}]},
	}}}
		with data.parameters as _parameters
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"kube_policies": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"firewall.kubernetes.policy_no_open_egress": {"declared": ["n/web"]}}

_snapshot(case) := {"firewall": {"kube_policies": {"flag": "complete", "data": {"policies": [{
	"id": object.get(case, "id", "n/p"),
	"namespace": "n",
	"open_egress": case.open,
	"openings": [
		{"direction": "out", "text": "allow everything", "at": {"file": "cluster.yaml", "line": 9}},
		{"direction": "other", "text": "not this", "at": _at},
	],
	"at": _at,
}]}}}}
