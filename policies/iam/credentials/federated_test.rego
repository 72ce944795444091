package policies.iam.credentials.federated_test

import data.policies.iam.credentials.federated as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

cases := {
	"a password": {"id": "user:ann", "enabled": _known(true), "want": {"fail"}},
	"no password": {"id": "user:ci", "enabled": _known(false), "want": {"pass"}},
	"not readable": {"id": "user:ann", "enabled": _unread, "want": {"unknown"}},
	"for emergencies": {"id": "user:break-glass", "enabled": _known(true), "want": {"not-applicable"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input("user", case.id, case.enabled) with data.parameters as _parameters
	{o.status | some o in observations} == case.want
}

test_root_is_judged_elsewhere if {
	count(rule.observations) == 0 with input as _input("root", "root", _known(true)) with data.parameters as _parameters
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"credentials": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.credentials.federated": {"emergency": ["user:break-glass"]}}

_input(kind, id, enabled) := {"iam": {"credentials": {"flag": "complete", "data": {"holders": [{"id": id, "kind": kind, "at": _at, "password": {"enabled": enabled}}]}}}}
