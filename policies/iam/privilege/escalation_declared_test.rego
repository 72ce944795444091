package policies.iam.privilege.escalation_declared_test

import data.policies.iam.privilege.escalation_declared as rule

_at := {"file": "report.csv", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"a way": {"record": {}, "want": "fail"},
	"a way under a condition": {"record": {"path": [{"from": "user:ann", "to": "role:ops", "method": "sts:AssumeRole", "certainty": "conditional"}]}, "want": "fail"},
	"none": {"record": {"privilege": _known("standard"), "path": []}, "want": "pass"},
	"declared": {"record": {"id": "role:Deployer"}, "want": "pass"},
	"administrator": {"record": {"privilege": _known("admin"), "path": []}, "want": "not-applicable"},
	"administrator under a condition": {"record": {"privilege": _known("admin-conditional"), "path": []}, "want": "not-applicable"},
	"policies not in the export": {"record": {"privilege": _unread, "path": []}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"effective": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.privilege.escalation_declared": {"declared": ["role:Deployer"]}}

_input(record) := {"iam": {"effective": {"flag": "complete", "data": {"principals": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "user:ann", "kind": "user", "name": "ann", "at": _at, "admin": _known("no"), "iam_full": _known("no"), "privilege": _known("escalation"), "path": [{"from": "user:ann", "to": "role:ops", "method": "sts:AssumeRole", "certainty": "always"}], "assumable_roles": _known([])}

test_message_tells_the_steps if {
	second := {"from": "role:ops", "to": "role:root-like", "method": "iam:PutRolePolicy", "certainty": "conditional"}
	first := {"from": "user:ann", "to": "role:ops", "method": "sts:AssumeRole", "certainty": "always"}
	observations := rule.observations with input as _input({"path": [first, second]}) with data.parameters as _parameters
	{o.message | some o in observations} == {concat("", [
		"user:ann takes on role:ops by sts:AssumeRole, ",
		"then role:ops takes on role:root-like by iam:PutRolePolicy (under a condition)",
	])}
}

test_each_step_has_the_line_of_who_takes_it if {
	observations := rule.observations with input as _input({}) with data.parameters as _parameters
	[step.text | some o in observations; some step in o.steps] == ["user:ann takes on role:ops by sts:AssumeRole"]
	[step.at | some o in observations; some step in o.steps] == [_at]
}
