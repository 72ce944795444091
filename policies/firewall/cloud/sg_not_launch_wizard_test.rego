package policies.firewall.cloud.sg_not_launch_wizard_test

import data.policies.firewall.cloud.sg_not_launch_wizard as rule

_at := {"file": "security-groups.json", "line": 3}

cases := {
	"a name of its own": {"group": {"name": "web", "attached_to": {"value": ["eni-1"], "at": _at}}, "want": {"pass"}},
	"the wizard's, in use": {"group": {"attached_to": {"value": ["eni-1"], "at": _at}}, "want": {"fail"}},
	"the wizard's, unused": {"group": {"attached_to": {"value": [], "at": _at}}, "want": {"pass"}},
	"its use is not told": {"group": {"attached_to": {"unknown": "interfaces were not given", "at": _at}}, "want": {"unknown"}},
	"another provider": {"group": {"provider": "gcp", "attached_to": {"value": ["x"], "at": _at}}, "want": set()},
}

test_status[note] if {
	some note, case in cases
	base := {"id": "sg-1", "name": "launch-wizard-1", "provider": "aws", "kind": "security-group", "at": _at}
	observations := rule.observations with input as _snapshot([object.union(base, case.group)])
	{o.status | some o in observations} == case.want
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"groups": {"flag": "not-collected"}}}
}

_snapshot(groups) := {"firewall": {"groups": {"flag": "complete", "data": {"groups": groups}}}}
