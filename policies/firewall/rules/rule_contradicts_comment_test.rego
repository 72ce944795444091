package policies.firewall.rules.rule_contradicts_comment_test

import data.policies.firewall.rules.rule_contradicts_comment as rule

_parameters := {"firewall.rules.rule_contradicts_comment": {"words": ["temp", "temporary", "todo", "for testing"]}}

_at := {"file": "rules.v4", "line": 3}

cases := {
	"a plain comment": {"comment": "web servers", "expired": "", "dated": false, "want": {["ipv4:filter/INPUT", "pass"]}},
	"a last day that is past": {
		"comment": "vendor, until 2025-01-01",
		"expired": "2025-01-01",
		"dated": false,
		"want": {["ipv4:filter/INPUT: -j ACCEPT", "fail"]},
	},
	"temporary": {
		"comment": "Temporary access",
		"expired": "",
		"dated": false,
		"want": {["ipv4:filter/INPUT: -j ACCEPT", "fail"]},
	},
	"for testing": {"comment": "for testing", "expired": "", "dated": false, "want": {["ipv4:filter/INPUT: -j ACCEPT", "fail"]}},
	"temporary with a day to come": {
		"comment": "temp until 2099-01-01",
		"expired": "",
		"dated": true,
		"want": {["ipv4:filter/INPUT", "pass"]},
	},
	"a word that only begins so": {
		"comment": "temperature sensors, template",
		"expired": "",
		"dated": false,
		"want": {["ipv4:filter/INPUT", "pass"]},
	},
	"the test network": {"comment": "test network", "expired": "", "dated": false, "want": {["ipv4:filter/INPUT", "pass"]}},
	"no comment": {"comment": "", "expired": "", "dated": false, "want": set()},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case) with data.parameters as _parameters
	{[o.subject, o.status] | some o in observations} == case.want
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"rule_notes": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_snapshot(case) := {"firewall": {"rule_notes": {"flag": "complete", "data": {"rules": [{
	"id": "ipv4:filter/INPUT: -j ACCEPT",
	"text": "-j ACCEPT",
	"scope": "machine",
	"chain": "ipv4:filter/INPUT",
	"chain_name": "INPUT",
	"engine": "iptables",
	"comment": case.comment,
	"opens": true,
	"declared": false,
	"expired": case.expired,
	"dated": case.dated,
	"at": _at,
}]}}}}
