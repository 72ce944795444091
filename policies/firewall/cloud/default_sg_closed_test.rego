package policies.firewall.cloud.default_sg_closed_test

import data.policies.firewall.cloud.default_sg_closed as rule

_at := {"file": "security-groups.json", "line": 3}

_yes := {"value": true, "at": _at}

_rule := {"id": "r", "text": "allow all traffic from its own members", "description": {"value": "", "at": _at}, "at": _at}

_untold := {"id": "u", "text": "rules that are not told", "description": {"unknown": "known only after apply", "at": _at}, "at": _at}

cases := {
	"no rules": {"group": {"is_default": _yes, "entries": []}, "want": {"pass"}},
	"as AWS makes it": {"group": {"is_default": _yes, "entries": [_rule]}, "want": {"fail"}},
	"rules that are not told": {"group": {"is_default": _yes, "entries": [_untold]}, "want": {"unknown"}},
	"a rule beside what is not told": {"group": {"is_default": _yes, "entries": [_untold, _rule]}, "want": {"fail"}},
	"whether it is the default is not told": {
		"group": {"is_default": {"unknown": "the name is not given", "at": _at}, "entries": [_rule]},
		"want": {"unknown"},
	},
	"another group": {"group": {"is_default": {"value": false, "at": _at}, "entries": [_rule]}, "want": set()},
	"members not told": {
		"group": {"is_default": _yes, "entries": [_rule], "attached_to": {"unknown": "not given", "at": _at}},
		"want": {"fail"},
	},
}

test_status[note] if {
	some note, case in cases
	base := {
		"id": "sg-1",
		"name": "default",
		"kind": "security-group",
		"attached_to": {"value": ["eni-1"], "at": _at},
		"at": _at,
	}
	group := object.union(object.remove(base, object.keys(case.group)), case.group)
	observations := rule.observations with input as _snapshot([group])
	{o.status | some o in observations} == case.want
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"groups": {"flag": "not-collected"}}}
}

_snapshot(groups) := {"firewall": {"groups": {"flag": "complete", "data": {"groups": groups}}}}
