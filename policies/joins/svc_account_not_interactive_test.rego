package policies.joins.svc_account_not_interactive_test

import data.policies.joins.svc_account_not_interactive as rule

cases := {
	"programs only": {"estate": {"owned": {"flag": "complete", "data": {"identities": [{"id": "account:entra:x/app:ci", "at": {"file": "x", "line": 1}, "kind": "service", "name": "ci", "system": "account:entra:x", "enabled": {"value": true, "at": {"file": "x", "line": 1}}, "interactive": {"value": false, "at": {"file": "x", "line": 1}}, "owners": {"value": ["user:t"], "at": {"file": "x", "line": 1}}, "purpose": {"value": "builds", "at": {"file": "x", "line": 1}}, "departed": {"value": true, "at": {"file": "x", "line": 1}}, "detail": "its owners: E010 (left on 2026-09-03)"}]}}}, "want": ["pass"]},
	"a person can": {"estate": {"owned": {"flag": "complete", "data": {"identities": [{"id": "account:entra:x/app:ci", "at": {"file": "x", "line": 1}, "kind": "service", "name": "ci", "system": "account:entra:x", "enabled": {"value": true, "at": {"file": "x", "line": 1}}, "interactive": {"value": true, "at": {"file": "x", "line": 1}}, "owners": {"value": ["user:t"], "at": {"file": "x", "line": 1}}, "purpose": {"value": "builds", "at": {"file": "x", "line": 1}}, "departed": {"value": true, "at": {"file": "x", "line": 1}}, "detail": "its owners: E010 (left on 2026-09-03)"}]}}}, "want": ["fail"]},
	"not told": {"estate": {"owned": {"flag": "complete", "data": {"identities": [{"id": "account:entra:x/app:ci", "at": {"file": "x", "line": 1}, "kind": "service", "name": "ci", "system": "account:entra:x", "enabled": {"value": true, "at": {"file": "x", "line": 1}}, "interactive": {"unknown": "not collected", "at": {"file": "x", "line": 1}}, "owners": {"value": ["user:t"], "at": {"file": "x", "line": 1}}, "purpose": {"value": "builds", "at": {"file": "x", "line": 1}}, "departed": {"value": true, "at": {"file": "x", "line": 1}}, "detail": "its owners: E010 (left on 2026-09-03)"}]}}}, "want": ["unknown"]},
	"disabled": {"estate": {"owned": {"flag": "complete", "data": {"identities": [{"id": "account:entra:x/app:ci", "at": {"file": "x", "line": 1}, "kind": "service", "name": "ci", "system": "account:entra:x", "enabled": {"value": false, "at": {"file": "x", "line": 1}}, "interactive": {"value": true, "at": {"file": "x", "line": 1}}, "owners": {"value": ["user:t"], "at": {"file": "x", "line": 1}}, "purpose": {"value": "builds", "at": {"file": "x", "line": 1}}, "departed": {"value": true, "at": {"file": "x", "line": 1}}, "detail": "its owners: E010 (left on 2026-09-03)"}]}}}, "want": []},
	"an application": {"estate": {"owned": {"flag": "complete", "data": {"identities": [{"id": "account:entra:x/app:ci", "at": {"file": "x", "line": 1}, "kind": "application", "name": "ci", "system": "account:entra:x", "enabled": {"value": true, "at": {"file": "x", "line": 1}}, "interactive": {"value": false, "at": {"file": "x", "line": 1}}, "owners": {"value": ["user:t"], "at": {"file": "x", "line": 1}}, "purpose": {"value": "builds", "at": {"file": "x", "line": 1}}, "departed": {"value": true, "at": {"file": "x", "line": 1}}, "detail": "its owners: E010 (left on 2026-09-03)"}]}}}, "want": []},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"estate": case.estate}
	{o.status | some o in observations} == {status | some status in case.want}
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"owned": {"flag": "not-collected"}}}
}
