package policies.iam.directory.recent_sign_in_test

import data.policies.iam.directory.recent_sign_in as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

cases := {
	"lately": {"record": {}, "want": {"pass"}},
	"long ago": {"record": {"idle_days": _known(46)}, "want": {"fail"}},
	"at the limit": {"record": {"idle_days": _known(45)}, "want": {"pass"}},
	"not told": {"record": {"last_activity": _unread, "idle_days": _unread}, "want": {"unknown"}},
	"never": {"record": {"last_activity": _known("never"), "idle_days": _known(400)}, "want": {"not-applicable"}},
	"disabled": {"record": {"enabled": _known(false), "idle_days": _known(400)}, "want": {"not-applicable"}},
	"a guest long ago": {"record": {"kind": "guest", "idle_days": _known(200)}, "want": {"fail"}},
	"a service": {"record": {"kind": "service", "idle_days": _known(400)}, "want": set()},
	"exempt": {"record": {"id": "user:break-glass", "idle_days": _known(400)}, "want": set()},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == case.want
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"directory_state": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.directory.recent_sign_in": {"max_days": 45, "exempt": ["user:break-glass"]}}

_input(record) := {"iam": {"directory_state": {"flag": "complete", "data": {"identities": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "user:ann", "kind": "human", "name": "ann", "at": _at, "enabled": _known(true), "interactive": _known(true), "mfa": _known(true), "idle_days": _known(3), "last_activity": _known("2026-11-19T08:00:00Z")}
