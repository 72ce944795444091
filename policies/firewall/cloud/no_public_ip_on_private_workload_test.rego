package policies.firewall.cloud.no_public_ip_on_private_workload_test

import data.policies.firewall.cloud.no_public_ip_on_private_workload as rule

_parameters := {"firewall.cloud.no_public_ip_on_private_workload": {"public_tags": ["public=true", "public"]}}

_at := {"file": "network-interfaces.json", "line": 3}

_known(value) := {"value": value, "at": _at}

_unknown := {"unknown": "describe-instances was not given", "at": _at}

cases := {
	"private": {"public_address": _known(false), "tags": _known([]), "want": "pass"},
	"private, tags not told": {"public_address": _known(false), "tags": _unknown, "want": "pass"},
	"public and marked": {"public_address": _known(true), "tags": _known(["Public=True"]), "want": "pass"},
	"marked by a key alone": {"public_address": _known(true), "tags": _known(["Public="]), "want": "pass"},
	"public and not marked": {"public_address": _known(true), "tags": _known(["Name=web"]), "want": "fail"},
	"marked as not public": {"public_address": _known(true), "tags": _known(["public=false"]), "want": "fail"},
	"public, tags not told": {"public_address": _known(true), "tags": _unknown, "want": "unknown"},
	"address not told": {"public_address": _unknown, "tags": _known([]), "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	workload := object.union(object.remove(case, ["want"]), {"id": "eni-1", "name": "i-1 web", "at": _at})
	observations := rule.observations with input as {"firewall": {"workloads": {"flag": "complete", "data": {"workloads": [workload]}}}}
		with data.parameters as _parameters
	{[o.subject, o.status] | some o in observations} == {["eni-1 i-1 web", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"workloads": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}
