package policies.iam.directory.service_account_used_test

import data.policies.iam.directory.service_account_used as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

cases := {
	"lately": {"record": {}, "want": {"pass"}},
	"long ago": {"record": {"idle_days": _known(91)}, "want": {"fail"}},
	"not told": {"record": {"idle_days": _unread}, "want": {"unknown"}},
	"disabled": {"record": {"enabled": _known(false), "idle_days": _known(400)}, "want": {"not-applicable"}},
	"a person": {"record": {"kind": "human", "idle_days": _known(400)}, "want": set()},
	"exempt": {"record": {"id": "service:yearly", "idle_days": _known(300)}, "want": set()},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == case.want
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"directory_state": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.directory.service_account_used": {"max_days": 90, "exempt": ["service:yearly"]}}

_input(record) := {"iam": {"directory_state": {"flag": "complete", "data": {"identities": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "service:ci", "kind": "service", "name": "ann", "at": _at, "enabled": _known(true), "interactive": _known(true), "mfa": _known(true), "idle_days": _known(3), "last_activity": _known("2026-11-19T08:00:00Z")}
