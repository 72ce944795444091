package policies.iam.privilege.support_role_test

import data.policies.iam.privilege.support_role as rule

_at := {"file": "export.json", "line": 2}

_support := [{"name": "AWSSupportAccess", "arn": "arn:aws:iam::aws:policy/AWSSupportAccess", "policy": "p"}]

cases := {
	"a role": {"flag": "complete", "attached": _support, "declared": false, "want": {"pass"}},
	"nobody": {"flag": "complete", "attached": [], "declared": false, "want": {"fail"}},
	"nobody in a part of the export": {"flag": "incomplete", "attached": [], "declared": false, "want": {"unknown"}},
	"declared": {"flag": "complete", "attached": [], "declared": true, "want": {"not-applicable"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"iam": {"principals": {"flag": case.flag, "data": {"account": "111122223333", "principals": [{"id": "role:support", "at": _at, "attached": case.attached}]}}}}
		with data.parameters as {"iam.privilege.support_role": {"declared": case.declared}}
	{o.status | some o in observations} == case.want
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"principals": {"flag": "not-collected"}}} with data.parameters as {"iam.privilege.support_role": {"declared": false}}
}
