package policies.firewall.rules.established_before_drop_test

import data.policies.firewall.rules.established_before_drop as rule

_at := {"file": "rules.v4", "line": 3}

_unknown := {"unknown": "not told", "at": _at}

_known(value) := {"value": value, "at": _at}

cases := {
	"both": {"established": _known("accepted"), "invalid": _known("dropped"), "want": "pass"},
	"replies dropped": {"established": _known("dropped"), "invalid": _known("dropped"), "want": "fail"},
	"strays accepted": {"established": _known("accepted"), "invalid": _known("accepted"), "want": "fail"},
	"one fails, one unknown": {"established": _unknown, "invalid": _known("accepted"), "want": "fail"},
	"one holds, one unknown": {"established": _known("accepted"), "invalid": _unknown, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"firewall": {"exposure": {"flag": "complete", "data": {"connection_states": [{
		"id": "ipv4:input",
		"established": case.established,
		"invalid": case.invalid,
	}]}}}}
	{[o.subject, o.status] | some o in observations} == {["ipv4:input", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"exposure": {"flag": "not-collected"}, "rule_facts": {"flag": "not-collected"}}}
}

test_where_nothing_is_filtered_is_out_of_scope if {
	observations := rule.observations with input as {"firewall": {"exposure": {"flag": "complete", "data": {
		"families": [{"id": "ipv4", "active": _known(false)}],
		"connection_states": [{"id": "ipv4:input", "established": _known("accepted"), "invalid": _known("accepted")}],
	}}}}
	{o.status | some o in observations} == {"not-applicable"}
}
