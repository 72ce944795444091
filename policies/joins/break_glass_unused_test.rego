package policies.joins.break_glass_unused_test

import data.policies.joins.break_glass_unused as rule

cases := {
	"never": {"estate": {"emergency": {"flag": "complete", "data": {"systems": [], "accounts": [{"id": "account:entra:x/bg", "at": {"file": "x", "line": 1}, "name": "bg", "system": "account:entra:x", "mfa_strength": {"value": "phishing-resistant", "at": {"file": "x", "line": 1}}, "idle_days": {"value": 2147483647, "at": {"file": "x", "line": 1}}, "last_use_recorded": {"value": false, "at": {"file": "x", "line": 1}}, "tested": {"value": true, "at": {"file": "x", "line": 1}}, "tested_days": {"value": 30, "at": {"file": "x", "line": 1}}}]}}}, "want": ["pass"]},
	"long ago": {"estate": {"emergency": {"flag": "complete", "data": {"systems": [], "accounts": [{"id": "account:entra:x/bg", "at": {"file": "x", "line": 1}, "name": "bg", "system": "account:entra:x", "mfa_strength": {"value": "phishing-resistant", "at": {"file": "x", "line": 1}}, "idle_days": {"value": 200, "at": {"file": "x", "line": 1}}, "last_use_recorded": {"value": false, "at": {"file": "x", "line": 1}}, "tested": {"value": true, "at": {"file": "x", "line": 1}}, "tested_days": {"value": 30, "at": {"file": "x", "line": 1}}}]}}}, "want": ["pass"]},
	"a recorded test": {"estate": {"emergency": {"flag": "complete", "data": {"systems": [], "accounts": [{"id": "account:entra:x/bg", "at": {"file": "x", "line": 1}, "name": "bg", "system": "account:entra:x", "mfa_strength": {"value": "phishing-resistant", "at": {"file": "x", "line": 1}}, "idle_days": {"value": 3, "at": {"file": "x", "line": 1}}, "last_use_recorded": {"value": true, "at": {"file": "x", "line": 1}}, "tested": {"value": true, "at": {"file": "x", "line": 1}}, "tested_days": {"value": 30, "at": {"file": "x", "line": 1}}}]}}}, "want": ["pass"]},
	"nobody wrote it down": {"estate": {"emergency": {"flag": "complete", "data": {"systems": [], "accounts": [{"id": "account:entra:x/bg", "at": {"file": "x", "line": 1}, "name": "bg", "system": "account:entra:x", "mfa_strength": {"value": "phishing-resistant", "at": {"file": "x", "line": 1}}, "idle_days": {"value": 3, "at": {"file": "x", "line": 1}}, "last_use_recorded": {"value": false, "at": {"file": "x", "line": 1}}, "tested": {"value": true, "at": {"file": "x", "line": 1}}, "tested_days": {"value": 30, "at": {"file": "x", "line": 1}}}]}}}, "want": ["fail"]},
	"not told": {"estate": {"emergency": {"flag": "complete", "data": {"systems": [], "accounts": [{"id": "account:entra:x/bg", "at": {"file": "x", "line": 1}, "name": "bg", "system": "account:entra:x", "mfa_strength": {"value": "phishing-resistant", "at": {"file": "x", "line": 1}}, "idle_days": {"unknown": "not collected", "at": {"file": "x", "line": 1}}, "last_use_recorded": {"unknown": "not collected", "at": {"file": "x", "line": 1}}, "tested": {"value": true, "at": {"file": "x", "line": 1}}, "tested_days": {"value": 30, "at": {"file": "x", "line": 1}}}]}}}, "want": ["unknown"]},
}

_parameters := {"joins.break_glass_unused": {"window_days": 90}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"estate": case.estate} with data.parameters as _parameters
	{o.status | some o in observations} == {status | some status in case.want}
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"emergency": {"flag": "not-collected"}}} with data.parameters as _parameters
}
