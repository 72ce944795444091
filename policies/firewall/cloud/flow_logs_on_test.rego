package policies.firewall.cloud.flow_logs_on_test

import data.policies.firewall.cloud.flow_logs_on as rule

_at := {"file": "vpcs.json", "line": 3}

_known(value) := {"value": value, "at": _at}

_unknown := {"unknown": "flow logs were not given", "at": _at}

_lost := object.union(_known(false), {"overridden": [{"at": _at, "text": "fl-1", "why": "it records accepted packets only"}]})

cases := {
	"on": {"flow_logs": _known(true), "workloads": _known(["eni-1"]), "want": "pass"},
	"on for an empty network": {"flow_logs": _known(true), "workloads": _known([]), "want": "pass"},
	"off": {"flow_logs": _known(false), "workloads": _known(["eni-1"]), "want": "fail"},
	"accepted packets only": {"flow_logs": _lost, "workloads": _known(["eni-1"]), "want": "fail"},
	"off, and what is in it is not told": {"flow_logs": _known(false), "workloads": _unknown, "want": "fail"},
	"off, and empty": {"flow_logs": _known(false), "workloads": _known([]), "want": "not-applicable"},
	"not told": {"flow_logs": _unknown, "workloads": _known(["eni-1"]), "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	network := object.union(object.remove(case, ["want"]), {"id": "vpc-1", "name": "prod", "provider": "aws"})
	observations := rule.observations with input as {"firewall": {"networks": {"flag": "complete", "data": {"networks": [network]}}}}
	{[o.subject, o.status] | some o in observations} == {["vpc-1 prod", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"networks": {"flag": "not-collected"}}}
}
