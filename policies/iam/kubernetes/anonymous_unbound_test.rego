package policies.iam.kubernetes.anonymous_unbound_test

import data.policies.iam.kubernetes.anonymous_unbound as rule

_at := {"file": "rbac.yaml", "line": 2}

_binding(principal, kind, role) := {"id": "x", "at": _at, "principal": principal, "principal_kind": kind, "role": role, "scope": "cluster"}

# One binding, and what is said of its subject.
cases := {
	"the shipped role of everybody": {"binding": _binding("group:system:authenticated", "everyone", "system:discovery"), "want": "pass"},
	"a role for everybody": {"binding": _binding("group:system:authenticated", "everyone", "view"), "want": "fail"},
	"a role for anybody": {"binding": _binding("user:system:anonymous", "everyone", "cluster-admin"), "want": "fail"},
	"a role for every pod": {"binding": _binding("group:system:serviceaccounts", "everyone", "edit"), "want": "fail"},
	"the shipped binding of masters": {"binding": _binding("group:system:masters", "group", "cluster-admin"), "want": "pass"},
	"another role of masters": {"binding": _binding("group:system:masters", "group", "view"), "want": "fail"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input("kubernetes", [case.binding]) with data.parameters as _parameters
	{o.status | some o in observations; o.subject == case.binding.principal} == {case.want}
}

test_nothing_bound_is_told if {
	observations := rule.observations with input as _input("kubernetes", []) with data.parameters as _parameters
	{o.subject | some o in observations; o.status == "pass"} == {"user:system:anonymous", "group:system:unauthenticated", "group:system:authenticated"}
}

test_other_subjects_and_systems_are_another_matter if {
	observations := rule.observations with input as _input("kubernetes", [_binding("user:ann", "human", "cluster-admin")]) with data.parameters as _parameters
	count([o | some o in observations; o.subject == "user:ann"]) == 0
	count(rule.observations) == 0 with input as _input("gcp", [_binding("everyone:allUsers", "everyone", "roles/owner")]) with data.parameters as _parameters
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"role_assignments": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.kubernetes.anonymous_unbound": {"roles": ["system:discovery"]}}

_input(system, assignments) := {"iam": {"role_assignments": {"flag": "complete", "data": {"system": system, "account": "c", "assignments": assignments}}}}
