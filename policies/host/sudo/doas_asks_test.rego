package policies.host.sudo.doas_asks_test

import data.policies.host.sudo.doas_asks as rule

_at := {"file": "/x", "line": 1}

_over(base, more) := object.union(object.remove(base, object.keys(more)), more)

_fact(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

_rule(more) := _over({"id": "/etc/doas.conf:1", "action": "permit", "nopass": false, "persist": false, "keepenv": false, "nolog": false, "identity": ":wheel", "target": "", "command": "", "arguments": "all", "at": _at}, more)

_doas(rules) := {"doas": {"flag": "complete", "data": {"rules": rules}}}

cases := {
	"asks": {"host": _doas([_rule({})]), "want": {"/etc/doas.conf:1": "pass"}},
	"does not ask": {"host": _doas([_rule({"nopass": true})]), "want": {"/etc/doas.conf:1": "fail"}},
	"root": {"host": _doas([_rule({"nopass": true, "identity": "root"})]), "want": {}},
	"denied": {"host": _doas([_rule({"action": "deny", "nopass": true})]), "want": {}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host} with data.parameters as {"host.sudo.doas_asks": object.union({"accepted_identities": ["root"]}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"doas": {"flag": "not-collected"}}} with data.parameters as {"host.sudo.doas_asks": {"accepted_identities": ["root"]}}
}
