package policies.joins.break_glass_exists_test

import data.policies.joins.break_glass_exists as rule

cases := {
	"two": {"estate": {"emergency": {"flag": "complete", "data": {"systems": [{"id": "account:entra:x", "at": {"file": "x", "line": 1}, "ready": ["a", "b"], "faults": [], "doubts": [], "declared": {"value": 2, "at": {"file": "x", "line": 1}}}], "accounts": []}}}, "want": ["pass"]},
	"one": {"estate": {"emergency": {"flag": "complete", "data": {"systems": [{"id": "account:entra:x", "at": {"file": "x", "line": 1}, "ready": ["a"], "faults": [], "doubts": [], "declared": {"value": 1, "at": {"file": "x", "line": 1}}}], "accounts": []}}}, "want": ["fail"]},
	"one is disabled": {"estate": {"emergency": {"flag": "complete", "data": {"systems": [{"id": "account:entra:x", "at": {"file": "x", "line": 1}, "ready": ["a"], "faults": ["b is disabled"], "doubts": [], "declared": {"value": 2, "at": {"file": "x", "line": 1}}}], "accounts": []}}}, "want": ["fail"]},
	"one in doubt": {"estate": {"emergency": {"flag": "complete", "data": {"systems": [{"id": "account:entra:x", "at": {"file": "x", "line": 1}, "ready": ["a"], "faults": [], "doubts": [{"unknown": "not collected", "at": {"file": "x", "line": 1}}], "declared": {"value": 2, "at": {"file": "x", "line": 1}}}], "accounts": []}}}, "want": ["unknown"]},
	"nobody declared any": {"estate": {"emergency": {"flag": "complete", "data": {"systems": [{"id": "account:entra:x", "at": {"file": "x", "line": 1}, "ready": [], "faults": [], "doubts": [], "declared": {"unknown": "not collected", "at": {"file": "x", "line": 1}}}], "accounts": []}}}, "want": ["unknown"]},
	"none, declared so": {"estate": {"emergency": {"flag": "complete", "data": {"systems": [{"id": "account:entra:x", "at": {"file": "x", "line": 1}, "ready": [], "faults": [], "doubts": [], "declared": {"value": 0, "at": {"file": "x", "line": 1}}}], "accounts": []}}}, "want": ["fail"]},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"estate": case.estate}
	{o.status | some o in observations} == {status | some status in case.want}
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"emergency": {"flag": "not-collected"}}}
}
