package policies.joins.leaver_owned_resources_test

import data.policies.joins.leaver_owned_resources as rule

cases := {
	"every owner left": {"estate": {"owned": {"flag": "complete", "data": {"identities": [{"id": "account:entra:x/app:ci", "at": {"file": "x", "line": 1}, "kind": "application", "name": "ci", "system": "account:entra:x", "enabled": {"value": true, "at": {"file": "x", "line": 1}}, "interactive": {"value": false, "at": {"file": "x", "line": 1}}, "owners": {"value": ["user:t"], "at": {"file": "x", "line": 1}}, "purpose": {"value": "builds", "at": {"file": "x", "line": 1}}, "departed": {"value": true, "at": {"file": "x", "line": 1}}, "detail": "its owners: E010 (left on 2026-09-03)"}]}}}, "want": ["fail"]},
	"one is here": {"estate": {"owned": {"flag": "complete", "data": {"identities": [{"id": "account:entra:x/app:ci", "at": {"file": "x", "line": 1}, "kind": "application", "name": "ci", "system": "account:entra:x", "enabled": {"value": true, "at": {"file": "x", "line": 1}}, "interactive": {"value": false, "at": {"file": "x", "line": 1}}, "owners": {"value": ["user:t"], "at": {"file": "x", "line": 1}}, "purpose": {"value": "builds", "at": {"file": "x", "line": 1}}, "departed": {"value": false, "at": {"file": "x", "line": 1}}, "detail": "its owners: E010 (left on 2026-09-03)"}]}}}, "want": ["pass"]},
	"owners not told": {"estate": {"owned": {"flag": "complete", "data": {"identities": [{"id": "account:entra:x/app:ci", "at": {"file": "x", "line": 1}, "kind": "application", "name": "ci", "system": "account:entra:x", "enabled": {"value": true, "at": {"file": "x", "line": 1}}, "interactive": {"value": false, "at": {"file": "x", "line": 1}}, "owners": {"unknown": "not collected", "at": {"file": "x", "line": 1}}, "purpose": {"value": "builds", "at": {"file": "x", "line": 1}}, "departed": {"unknown": "not collected", "at": {"file": "x", "line": 1}}, "detail": "its owners: E010 (left on 2026-09-03)"}]}}}, "want": ["unknown"]},
	"not in the roster": {"estate": {"owned": {"flag": "complete", "data": {"identities": [{"id": "account:entra:x/app:ci", "at": {"file": "x", "line": 1}, "kind": "application", "name": "ci", "system": "account:entra:x", "enabled": {"value": true, "at": {"file": "x", "line": 1}}, "interactive": {"value": false, "at": {"file": "x", "line": 1}}, "owners": {"value": ["user:t"], "at": {"file": "x", "line": 1}}, "purpose": {"value": "builds", "at": {"file": "x", "line": 1}}, "departed": {"unknown": "not collected", "at": {"file": "x", "line": 1}}, "detail": "its owners: E010 (left on 2026-09-03)"}]}}}, "want": ["unknown"]},
	"nobody named": {"estate": {"owned": {"flag": "complete", "data": {"identities": [{"id": "account:entra:x/app:ci", "at": {"file": "x", "line": 1}, "kind": "application", "name": "ci", "system": "account:entra:x", "enabled": {"value": true, "at": {"file": "x", "line": 1}}, "interactive": {"value": false, "at": {"file": "x", "line": 1}}, "owners": {"value": [], "at": {"file": "x", "line": 1}}, "purpose": {"value": "builds", "at": {"file": "x", "line": 1}}, "departed": {"value": false, "at": {"file": "x", "line": 1}}, "detail": "its owners: E010 (left on 2026-09-03)"}]}}}, "want": []},
	"disabled": {"estate": {"owned": {"flag": "complete", "data": {"identities": [{"id": "account:entra:x/app:ci", "at": {"file": "x", "line": 1}, "kind": "application", "name": "ci", "system": "account:entra:x", "enabled": {"value": false, "at": {"file": "x", "line": 1}}, "interactive": {"value": false, "at": {"file": "x", "line": 1}}, "owners": {"value": ["user:t"], "at": {"file": "x", "line": 1}}, "purpose": {"value": "builds", "at": {"file": "x", "line": 1}}, "departed": {"value": true, "at": {"file": "x", "line": 1}}, "detail": "its owners: E010 (left on 2026-09-03)"}]}}}, "want": []},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"estate": case.estate}
	{o.status | some o in observations} == {status | some status in case.want}
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"owned": {"flag": "not-collected"}}}
}
