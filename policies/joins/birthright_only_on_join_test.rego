package policies.joins.birthright_only_on_join_test

import data.policies.joins.birthright_only_on_join as rule

cases := {
	"as the position": {"estate": {"joiners": {"flag": "complete", "data": {"joiners": [{"id": "person:E9", "label": "E9", "at": {"file": "x", "line": 1}, "started_days": 10, "position": {"value": "Buyer", "at": {"file": "x", "line": 1}}, "excess": [], "accounts": 1, "doubts": []}]}}}, "want": ["pass"]},
	"more": {"estate": {"joiners": {"flag": "complete", "data": {"joiners": [{"id": "person:E9", "label": "E9", "at": {"file": "x", "line": 1}, "started_days": 10, "position": {"value": "Buyer", "at": {"file": "x", "line": 1}}, "excess": [{"id": "host:web01/t group:it", "account": "host:web01/t", "system": "host:web01", "login": "t", "grant": "group:it", "name": "it", "kind": "group", "scope": "", "via": "", "sure": true, "text": "group it of t on host:web01", "at": {"file": "x", "line": 1}}], "accounts": 1, "doubts": []}]}}}, "want": ["fail"]},
	"guessed": {"estate": {"joiners": {"flag": "complete", "data": {"joiners": [{"id": "person:E9", "label": "E9", "at": {"file": "x", "line": 1}, "started_days": 10, "position": {"value": "Buyer", "at": {"file": "x", "line": 1}}, "excess": [{"id": "g", "account": "host:web01/t", "system": "host:web01", "login": "t", "grant": "group:it", "name": "it", "kind": "group", "scope": "", "via": "", "sure": false, "text": "group it of t on host:web01 (guessed)", "at": {"file": "x", "line": 1}}], "accounts": 1, "doubts": []}]}}}, "want": ["unknown"]},
	"not readable": {"estate": {"joiners": {"flag": "complete", "data": {"joiners": [{"id": "person:E9", "label": "E9", "at": {"file": "x", "line": 1}, "started_days": 10, "position": {"value": "Buyer", "at": {"file": "x", "line": 1}}, "excess": [], "accounts": 1, "doubts": [{"unknown": "not collected", "at": {"file": "x", "line": 1}}]}]}}}, "want": ["unknown"]},
	"not new": {"estate": {"joiners": {"flag": "complete", "data": {"joiners": [{"id": "person:E9", "label": "E9", "at": {"file": "x", "line": 1}, "started_days": 31, "position": {"value": "Buyer", "at": {"file": "x", "line": 1}}, "excess": [{"id": "host:web01/t group:it", "account": "host:web01/t", "system": "host:web01", "login": "t", "grant": "group:it", "name": "it", "kind": "group", "scope": "", "via": "", "sure": true, "text": "group it of t on host:web01", "at": {"file": "x", "line": 1}}], "accounts": 1, "doubts": []}]}}}, "want": []},
}

_parameters := {"joins.birthright_only_on_join": {"new_days": 30}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"estate": case.estate} with data.parameters as _parameters
	{o.status | some o in observations} == {status | some status in case.want}
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"joiners": {"flag": "not-collected"}}} with data.parameters as _parameters
}
