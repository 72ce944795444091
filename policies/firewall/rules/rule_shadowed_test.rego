package policies.firewall.rules.rule_shadowed_test

import data.policies.firewall.rules.rule_shadowed as rule

_at := {"file": "rules.v4", "line": 3}

_unknown := {"unknown": "not told", "at": _at}

_known(value) := {"value": value, "at": _at}

_rule := {"id": "ipv4:filter/INPUT: -j DROP", "text": "-j DROP", "at": _at, "by": []}

cases := {
	"none": {"entered": _known(true), "dead": [], "want": {["ipv4:filter/INPUT", "pass"]}},
	"one": {"entered": _known(true), "dead": [_rule], "want": {["ipv4:filter/INPUT: -j DROP", "fail"]}},
	"chain not entered": {"entered": _known(false), "dead": [], "want": {["ipv4:filter/INPUT", "pass"]}},
	"not computed": {"entered": _unknown, "dead": [], "want": {["ipv4:filter/INPUT", "unknown"]}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"firewall": {"rule_facts": {"flag": "complete", "data": {"chains": [{
		"id": "ipv4:filter/INPUT",
		"entered": case.entered,
		"rules": 3,
		"shadowed": case.dead,
		"unreachable": case.dead,
		"redundant": case.dead,
	}]}}}}
	{[o.subject, o.status] | some o in observations} == case.want
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"exposure": {"flag": "not-collected"}, "rule_facts": {"flag": "not-collected"}}}
}

_undecided(chain, kinds, dead) := {"firewall": {"rule_facts": {"flag": "complete", "data": {"chains": [{
	"id": chain,
	"entered": {"value": true, "at": _at},
	"rules": 2,
	"shadowed": dead,
	"unreachable": dead,
	"redundant": dead,
	"undecided": [{
		"id": "ipv4:filter/INPUT: -s 10.0.0.1 -j DROP",
		"text": "-s 10.0.0.1 -j DROP",
		"as": kinds,
		"unknown": "Whether it does anything depends on a rule.",
		"at": _at,
	}],
}]}}}}

undecided_cases := {
	"of this kind": {
		"chain": "ipv4:filter/INPUT",
		"kinds": ["shadowed"],
		"dead": [],
		"want": {["ipv4:filter/INPUT", "unknown", "Whether it does anything depends on a rule"]},
	},
	"of another kind": {
		"chain": "ipv4:filter/INPUT",
		"kinds": [],
		"dead": [],
		"want": {["ipv4:filter/INPUT", "pass", ""]},
	},
	"beside a sure one": {
		"chain": "ipv4:filter/INPUT",
		"kinds": ["shadowed"],
		"dead": [_rule],
		"want": {
			["ipv4:filter/INPUT", "unknown", "Whether it does anything depends on a rule"],
			["ipv4:filter/INPUT: -j DROP", "fail", ""],
		},
	},
}

test_a_value_that_was_not_read_decides[note] if {
	some note, case in undecided_cases
	observations := rule.observations with input as _undecided(case.chain, case.kinds, case.dead)
	{[o.subject, o.status, _reason(o)] | some o in observations} == case.want
}

_reason(o) := o.message if o.status == "unknown"

_reason(o) := "" if o.status != "unknown"
