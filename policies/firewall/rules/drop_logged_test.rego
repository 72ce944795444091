package policies.firewall.rules.drop_logged_test

import data.policies.firewall.rules.drop_logged as rule

_at := {"file": "rules.v4", "line": 3}

cases := {
	"logged with a limit": {"fact": {"value": "yes", "at": _at}, "want": "pass"},
	"logged without a limit": {"fact": {"value": "without-limit", "at": _at}, "want": "fail"},
	"not logged": {"fact": {"value": "no", "at": _at}, "want": "fail"},
	"too intricate": {"fact": {"unknown": "too intricate", "at": _at}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"firewall": {"final_drop": {"flag": "complete", "data": {"chains": [{
		"id": "ipv4:input",
		"logged": case.fact,
		"by": [],
	}]}}}}
	{[o.subject, o.status] | some o in observations} == {["ipv4:input", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"final_drop": {"flag": "not-collected"}}}
}
