package policies.lib.dead_rules_test

import data.policies.lib.dead_rules

_rule(id, line, by) := {"id": id, "text": "tcp dport 22 accept", "at": {"file": "rules.nft", "line": line}, "by": by}

_other := {"text": "accept", "at": {"file": "rules.nft", "line": 1}}

_names(rules) := {[name, told.rule.id, told.families] | some name, told in dead_rules.once(rules)}

cases := {
	"one line, both families": {
		"rules": [_rule("ipv4:inet f/in: x", 3, [_other]), _rule("ipv6:inet f/in: x", 3, [_other])],
		"want": {["inet f/in: x", "ipv4:inet f/in: x", " (IPv4 and IPv6)"]},
	},
	"one line, one family": {
		"rules": [_rule("ipv6:inet f/in: x", 3, [])],
		"want": {["ipv6:inet f/in: x", "ipv6:inet f/in: x", ""]},
	},
	"two lines": {
		"rules": [_rule("ipv4:filter/INPUT: x", 3, []), _rule("ipv6:filter/INPUT: x", 4, [])],
		"want": {["ipv4:filter/INPUT: x", "ipv4:filter/INPUT: x", ""], ["ipv6:filter/INPUT: x", "ipv6:filter/INPUT: x", ""]},
	},
	"one line, for different reasons": {
		"rules": [_rule("ipv4:inet f/in: x", 3, [_other]), _rule("ipv6:inet f/in: x", 3, [])],
		"want": {["ipv4:inet f/in: x", "ipv4:inet f/in: x", ""], ["ipv6:inet f/in: x", "ipv6:inet f/in: x", ""]},
	},
	"no family in the id": {
		"rules": [_rule("rg/web/in/ssh", 3, [])],
		"want": {["rg/web/in/ssh", "rg/web/in/ssh", ""]},
	},
}

test_once[note] if {
	some note, case in cases
	_names(case.rules) == case.want
}
