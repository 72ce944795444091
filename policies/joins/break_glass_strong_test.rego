package policies.joins.break_glass_strong_test

import data.policies.joins.break_glass_strong as rule

cases := {
	"a key": {"estate": {"emergency": {"flag": "complete", "data": {"systems": [], "accounts": [{"id": "account:entra:x/bg", "at": {"file": "x", "line": 1}, "name": "bg", "system": "account:entra:x", "mfa_strength": {"value": "phishing-resistant", "at": {"file": "x", "line": 1}}, "idle_days": {"value": 2147483647, "at": {"file": "x", "line": 1}}, "last_use_recorded": {"value": false, "at": {"file": "x", "line": 1}}, "tested": {"value": true, "at": {"file": "x", "line": 1}}, "tested_days": {"value": 30, "at": {"file": "x", "line": 1}}}]}}}, "want": ["pass"]},
	"codes": {"estate": {"emergency": {"flag": "complete", "data": {"systems": [], "accounts": [{"id": "account:entra:x/bg", "at": {"file": "x", "line": 1}, "name": "bg", "system": "account:entra:x", "mfa_strength": {"value": "strong", "at": {"file": "x", "line": 1}}, "idle_days": {"value": 2147483647, "at": {"file": "x", "line": 1}}, "last_use_recorded": {"value": false, "at": {"file": "x", "line": 1}}, "tested": {"value": true, "at": {"file": "x", "line": 1}}, "tested_days": {"value": 30, "at": {"file": "x", "line": 1}}}]}}}, "want": ["fail"]},
	"none": {"estate": {"emergency": {"flag": "complete", "data": {"systems": [], "accounts": [{"id": "account:entra:x/bg", "at": {"file": "x", "line": 1}, "name": "bg", "system": "account:entra:x", "mfa_strength": {"value": "none", "at": {"file": "x", "line": 1}}, "idle_days": {"value": 2147483647, "at": {"file": "x", "line": 1}}, "last_use_recorded": {"value": false, "at": {"file": "x", "line": 1}}, "tested": {"value": true, "at": {"file": "x", "line": 1}}, "tested_days": {"value": 30, "at": {"file": "x", "line": 1}}}]}}}, "want": ["fail"]},
	"not told": {"estate": {"emergency": {"flag": "complete", "data": {"systems": [], "accounts": [{"id": "account:entra:x/bg", "at": {"file": "x", "line": 1}, "name": "bg", "system": "account:entra:x", "mfa_strength": {"unknown": "not collected", "at": {"file": "x", "line": 1}}, "idle_days": {"value": 2147483647, "at": {"file": "x", "line": 1}}, "last_use_recorded": {"value": false, "at": {"file": "x", "line": 1}}, "tested": {"value": true, "at": {"file": "x", "line": 1}}, "tested_days": {"value": 30, "at": {"file": "x", "line": 1}}}]}}}, "want": ["unknown"]},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"estate": case.estate}
	{o.status | some o in observations} == {status | some status in case.want}
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"emergency": {"flag": "not-collected"}}}
}
