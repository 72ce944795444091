package policies.iam.privilege.boundary_on_delegated_test

import data.policies.iam.privilege.boundary_on_delegated as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

cases := {
	"held": {"record": {}, "want": {"pass"}},
	"not held": {"record": {"boundary": ""}, "want": {"fail"}},
	"makes nothing": {"record": {"creates": _known([]), "boundary": ""}, "want": {"not-applicable"}},
	"a full administrator": {"record": {"admin": _known("yes"), "boundary": ""}, "want": {"not-applicable"}},
	"an administrator on a condition": {"record": {"admin": _known("conditional"), "boundary": ""}, "want": {"fail"}},
	"policies not known": {"record": {"creates": _unread}, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	record := object.union(object.remove(_record, object.keys(case.record)), case.record)
	observations := rule.observations with input as {"iam": {"delegated_admins": {"flag": "complete", "data": {"principals": [record]}}}}
	{o.status | some o in observations} == case.want
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"delegated_admins": {"flag": "not-collected"}}}
}

_record := {"id": "role:platform", "kind": "role", "at": _at, "creates": _known(["iam:CreateRole"]), "boundary": "platform", "admin": _known("no")}
