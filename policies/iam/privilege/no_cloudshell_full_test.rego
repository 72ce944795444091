package policies.iam.privilege.no_cloudshell_full_test

import data.policies.iam.privilege.no_cloudshell_full as rule

_at := {"file": "export.json", "line": 2}

cases := {
	"attached": {"id": "user:ann", "arn": "arn:aws:iam::aws:policy/AWSCloudShellFullAccess", "want": {"fail"}},
	"something else": {"id": "user:ann", "arn": "arn:aws:iam::aws:policy/SecurityAudit", "want": {"pass"}},
	"declared": {"id": "role:platform", "arn": "arn:aws:iam::aws:policy/AWSCloudShellFullAccess", "want": set()},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"iam": {"principals": {"flag": "complete", "data": {"principals": [{"id": case.id, "at": _at, "attached": [{"arn": case.arn}]}]}}}}
		with data.parameters as _parameters
	{o.status | some o in observations} == case.want
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"principals": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.privilege.no_cloudshell_full": {"declared": ["role:platform"]}}
