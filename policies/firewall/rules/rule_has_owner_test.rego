package policies.firewall.rules.rule_has_owner_test

import data.policies.firewall.rules.rule_has_owner as rule

_parameters := {"firewall.rules.rule_has_owner": {
	"pattern": `(?i:\b(?:owner|ticket|change|chg|req|ref)\b\s*[:=#])|\b[A-Z][A-Z0-9]+-[0-9]+\b|#[0-9]+|[^\s@]+@[^\s@]+`,
	"managed": ["DOCKER", "ufw-"],
}}

_at := {"file": "rules.v4", "line": 3}

cases := {
	"an owner": {"rule": {"comment": "Owner: team-web"}, "want": "pass"},
	"a ticket": {"rule": {"comment": "vendor access OPS-214"}, "want": "pass"},
	"an address": {"rule": {"comment": "ask ops@example.org"}, "want": "pass"},
	"no comment": {"rule": {"comment": ""}, "want": "fail"},
	"a purpose is no owner": {"rule": {"comment": "web servers tcp-443"}, "want": "fail"},
	"declared with an owner": {"rule": {"comment": "", "declared": true}, "want": "pass"},
	"a chain of a program": {"rule": {"chain_name": "DOCKER"}, "want": "none"},
	"loaded rules of ufw": {"rule": {"chain_name": "ufw-user-input"}, "want": "none"},
	"rules that people gave to ufw": {"rule": {"chain_name": "ufw-user-input", "engine": "ufw"}, "want": "fail"},
	"rules that ufw brings": {"rule": {"chain_name": "ufw-before-input", "engine": "ufw"}, "want": "none"},
	"a rule that lets nothing new in": {"rule": {"opens": false}, "want": "none"},
	"a group of a cloud without a description": {"rule": {"scope": "point"}, "want": "none"},
	"a group of a cloud with one": {"rule": {"scope": "point", "comment": "web"}, "want": "fail"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot([object.union(_rule, case.rule)])
		with data.parameters as _parameters
	{o.status | some o in observations} == {want | want := case.want; want != "none"}
}

test_a_chain_is_told_once if {
	rules := [object.union(_rule, {"id": $"rule {n}", "text": $"rule {n}"}) | some n in numbers.range(1, 5)]
	observations := rule.observations with input as _snapshot(rules) with data.parameters as _parameters
	{o.message | some o in observations} == {concat("", [
		"5 of 5 rules that let something in name no owner and no ticket: ",
		"rule 1; rule 2; rule 3; and 2 more",
	])}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"rule_notes": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_rule := {
	"id": "ipv4:filter/INPUT: -j ACCEPT",
	"text": "-j ACCEPT",
	"scope": "machine",
	"chain": "ipv4:filter/INPUT",
	"chain_name": "INPUT",
	"engine": "iptables",
	"comment": "",
	"opens": true,
	"declared": false,
	"expired": "",
	"dated": false,
	"at": _at,
}

_snapshot(rules) := {"firewall": {"rule_notes": {"flag": "complete", "data": {"rules": rules}}}}

untold_cases := {
	"nothing else": {"rules": [], "want": {["ipv4:filter/INPUT", "unknown", "its rules were not read"]}},
	"beside one with an owner": {
		"rules": [object.union(_rule, {"comment": "OPS-1"})],
		"want": {["ipv4:filter/INPUT", "unknown", "its rules were not read"]},
	},
	"beside one without": {
		"rules": [_rule],
		"want": {[
			"ipv4:filter/INPUT",
			"fail",
			"1 of 1 rules that let something in name no owner and no ticket: -j ACCEPT",
		]},
	},
}

test_rules_that_were_not_read[note] if {
	some note, case in untold_cases
	untold := [{"id": "ipv4:filter/INPUT", "unknown": "its rules were not read.", "at": _at}]
	data_ := {"rules": case.rules, "undecided": untold}
	observations := rule.observations with input as {"firewall": {"rule_notes": {"flag": "complete", "data": data_}}}
		with data.parameters as _parameters
	{[o.subject, o.status, o.message] | some o in observations} == case.want
}
