package policies.firewall.declared.declaration_current_test

import data.policies.firewall.declared.declaration_current as rule

_at := {"file": "exposure.yaml", "line": 3}

cases := {
	"in use": {"admitted": {"value": true, "at": _at}, "expired": false, "want": "pass"},
	"nothing lets it in": {"admitted": {"value": false, "at": _at}, "expired": false, "want": "fail"},
	"expired and closed": {"admitted": {"value": false, "at": _at}, "expired": true, "want": "fail"},
	"expired and still open is told by another rule": {"admitted": {"value": true, "at": _at}, "expired": true, "want": "pass"},
	"too intricate": {"admitted": {"unknown": "too intricate", "at": _at}, "expired": false, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"firewall": {"declared_state": {"flag": "complete", "data": {"services": [{
		"id": "service web",
		"name": "web",
		"until": "2025-01-01",
		"expired": case.expired,
		"admitted": case.admitted,
		"at": _at,
	}]}}}}
	{[o.subject, o.status] | some o in observations} == {["service web", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"declared_state": {"flag": "not-collected"}}}
}
