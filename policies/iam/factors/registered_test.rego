package policies.iam.factors.registered_test

import data.policies.iam.factors.registered as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

cases := {
	"registered": {"record": {}, "want": {"pass"}},
	"not registered": {"record": {"mfa": _known(false)}, "want": {"fail"}},
	"a guest without": {"record": {"id": "guest:bob", "kind": "guest", "mfa": _known(false)}, "want": {"fail"}},
	"not told": {"record": {"mfa": _unread}, "want": {"unknown"}},
	"disabled": {"record": {"enabled": _known(false), "mfa": _known(false)}, "want": {"not-applicable"}},
	"no person": {"record": {"interactive": _known(false), "mfa": _known(false)}, "want": {"not-applicable"}},
	"a service": {"record": {"kind": "service", "mfa": _known(false)}, "want": set()},
	"exempt": {"record": {"id": "user:break-glass", "mfa": _known(false)}, "want": set()},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == case.want
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"directory_state": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.factors.registered": {"exempt": ["user:break-glass"]}}

_input(record) := {"iam": {"directory_state": {"flag": "complete", "data": {"identities": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "user:ann", "kind": "human", "name": "ann", "at": _at, "enabled": _known(true), "interactive": _known(true), "mfa": _known(true), "idle_days": _known(3), "last_activity": _known("2026-11-19T08:00:00Z")}
