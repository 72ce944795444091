package policies.firewall.kubernetes.service_not_exposed_test

import data.policies.firewall.kubernetes.service_not_exposed as rule

_at := {"file": "cluster.yaml", "line": 3}

cases := {
	"inside": {"type": "ClusterIP", "want": "pass"},
	"a name": {"type": "ExternalName", "want": "pass"},
	"node port": {"type": "NodePort", "want": "fail"},
	"load balancer": {"type": "LoadBalancer", "want": "fail"},
	"internal load balancer": {"type": "LoadBalancer", "internal": {"value": true, "at": _at}, "want": "pass"},
	"unclear load balancer": {"type": "LoadBalancer", "internal": {"unknown": "its class", "at": _at}, "want": "unknown"},
	"declared load balancer": {"id": "n/web", "type": "LoadBalancer", "want": "pass"},
	"external address": {"type": "ClusterIP", "ips": ["192.0.2.1"], "want": "fail"},
	"external address, declared": {"id": "n/web", "type": "LoadBalancer", "ips": ["192.0.2.1"], "want": "fail"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"kube_services": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"firewall.kubernetes.service_not_exposed": {"declared": ["n/web"]}}

_snapshot(case) := {"firewall": {"kube_services": {"flag": "complete", "data": {"services": [{
	"id": object.get(case, "id", "n/s"),
	"namespace": "n",
	"type": {"value": case.type, "at": _at},
	"internal": object.get(case, "internal", {"value": false, "at": _at}),
	"external_ips": {"value": object.get(case, "ips", []), "at": _at},
	"ports": ["tcp/80"],
	"source_ranges": {"value": [], "at": _at},
	"hides_sender": {"value": false, "at": _at},
	"at": _at,
}]}}}}
