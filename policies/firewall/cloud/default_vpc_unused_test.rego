package policies.firewall.cloud.default_vpc_unused_test

import data.policies.firewall.cloud.default_vpc_unused as rule

_at := {"file": "vpcs.json", "line": 3}

_known(value) := {"value": value, "at": _at}

_unknown := {"unknown": "interfaces were not given", "at": _at}

cases := {
	"empty": {"is_default": _known(true), "workloads": _known([]), "want": {["vpc-1", "pass"]}},
	"in use": {"is_default": _known(true), "workloads": _known(["eni-1"]), "want": {["vpc-1", "fail"]}},
	"in use by many": {"is_default": _known(true), "workloads": _known(["a", "b", "c", "d"]), "want": {["vpc-1", "fail"]}},
	"what is in it is not told": {"is_default": _known(true), "workloads": _unknown, "want": {["vpc-1", "unknown"]}},
	"whether it is the default is not told": {"is_default": _unknown, "workloads": _known([]), "want": {["vpc-1", "unknown"]}},
	"another network": {"is_default": _known(false), "workloads": _known(["eni-1"]), "want": set()},
}

test_status[note] if {
	some note, case in cases
	network := object.union(object.remove(case, ["want"]), {"id": "vpc-1", "name": "", "at": _at})
	observations := rule.observations with input as {"firewall": {"networks": {"flag": "complete", "data": {"networks": [network]}}}}
	{[o.subject, o.status] | some o in observations} == case.want
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"networks": {"flag": "not-collected"}}}
}
