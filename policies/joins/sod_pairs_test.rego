package policies.joins.sod_pairs_test

import data.policies.joins.sod_pairs as rule

cases := {
	"nobody": {"estate": {"duties": {"flag": "complete", "data": {"pairs": [{"id": "duty:a | b", "at": {"file": "x", "line": 1}, "text": "a together with b", "why": "", "holders": [], "doubts": [], "examined": 7}]}}}, "want": ["pass"]},
	"somebody": {"estate": {"duties": {"flag": "complete", "data": {"pairs": [{"id": "duty:a | b", "at": {"file": "x", "line": 1}, "text": "a together with b", "why": "", "holders": [{"id": "person:E1 holds a | b", "who": "E1", "sure": true, "text": "x and y", "held": [{"id": "host:web01/t group:it", "account": "host:web01/t", "system": "host:web01", "login": "t", "grant": "group:it", "name": "it", "kind": "group", "scope": "", "via": "", "sure": true, "text": "group it of t on host:web01", "at": {"file": "x", "line": 1}}]}], "doubts": [], "examined": 7}]}}}, "want": ["fail"]},
	"guessed": {"estate": {"duties": {"flag": "complete", "data": {"pairs": [{"id": "duty:a | b", "at": {"file": "x", "line": 1}, "text": "a together with b", "why": "", "holders": [{"id": "person:E1 holds a | b", "who": "E1", "sure": false, "text": "x and y", "held": [{"id": "host:web01/t group:it", "account": "host:web01/t", "system": "host:web01", "login": "t", "grant": "group:it", "name": "it", "kind": "group", "scope": "", "via": "", "sure": true, "text": "group it of t on host:web01", "at": {"file": "x", "line": 1}}]}], "doubts": [], "examined": 7}]}}}, "want": ["unknown"]},
	"grants not readable": {"estate": {"duties": {"flag": "complete", "data": {"pairs": [{"id": "duty:a | b", "at": {"file": "x", "line": 1}, "text": "a together with b", "why": "", "holders": [], "doubts": [{"unknown": "not collected", "at": {"file": "x", "line": 1}}], "examined": 7}]}}}, "want": ["unknown"]},
	"with the reason": {"estate": {"duties": {"flag": "complete", "data": {"pairs": [{"id": "duty:a | b", "at": {"file": "x", "line": 1}, "text": "a together with b", "why": "creates and approves", "holders": [{"id": "person:E1 holds a | b", "who": "E1", "sure": true, "text": "x and y", "held": [{"id": "host:web01/t group:it", "account": "host:web01/t", "system": "host:web01", "login": "t", "grant": "group:it", "name": "it", "kind": "group", "scope": "", "via": "", "sure": true, "text": "group it of t on host:web01", "at": {"file": "x", "line": 1}}]}], "doubts": [], "examined": 7}]}}}, "want": ["fail"]},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"estate": case.estate}
	{o.status | some o in observations} == {status | some status in case.want}
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"duties": {"flag": "not-collected"}}}
}
