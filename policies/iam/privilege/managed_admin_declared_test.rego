package policies.iam.privilege.managed_admin_declared_test

import data.policies.iam.privilege.managed_admin_declared as rule

_at := {"file": "report.csv", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"not attached": {"record": {}, "want": "pass"},
	"attached": {"record": {"attached": [{"name": "AdministratorAccess", "arn": "arn:aws:iam::aws:policy/AdministratorAccess", "policy": "policy:arn:aws:iam::aws:policy/AdministratorAccess"}]}, "want": "fail"},
	"attached in another partition": {"record": {"attached": [{"name": "AdministratorAccess", "arn": "arn:aws-cn:iam::aws:policy/AdministratorAccess", "policy": "policy:arn:aws-cn:iam::aws:policy/AdministratorAccess"}]}, "want": "fail"},
	"declared": {"record": {"attached": [{"name": "AdministratorAccess", "arn": "arn:aws:iam::aws:policy/AdministratorAccess", "policy": "policy:arn:aws:iam::aws:policy/AdministratorAccess"}], "id": "group:admins"}, "want": "pass"},
	"a customer policy of the same name is judged elsewhere": {"record": {"attached": [{"name": "AdministratorAccess", "arn": "arn:aws:iam::111122223333:policy/AdministratorAccess", "policy": "policy:arn:aws:iam::111122223333:policy/AdministratorAccess"}]}, "want": "pass"},
	"a longer name": {"record": {"attached": [{"name": "AdministratorAccess-Amplify", "arn": "arn:aws:iam::aws:policy/AdministratorAccess-Amplify", "policy": "policy:arn:aws:iam::aws:policy/AdministratorAccess-Amplify"}]}, "want": "pass"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"principals": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.privilege.managed_admin_declared": {"declared": ["group:admins"]}}

_input(record) := {"iam": {"principals": {"flag": "complete", "data": {"principals": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "group:ops", "kind": "group", "name": "ops", "arn": "arn:aws:iam::111122223333:group/ops", "at": _at, "created_at": _unread, "tags": [], "groups": _known([]), "attached": [], "inline": []}
