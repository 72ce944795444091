package policies.organization.policies.ack_population_complete_test

import data.policies.organization.policies.ack_population_complete as rule

_at := {"file": "register", "line": 2}

_base := {"id": "paule@example.org", "at": _at, "count": 1}

cases := {
	"a stranger signed": {"set": {}, "want": "fail"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry)
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"policy_acknowledgement": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without
}

_input(entry) := {"organization": {"policy_acknowledgement": {"flag": "complete", "data": object.union({"policies": [], "absent": [{"id": "a@example.org", "at": {"file": "hr-roster.csv", "line": 3}}], "population": 36}, {"strangers": [entry]})}}}

test_everybody_is_there if {
	data_complete := {"policies": [], "strangers": [], "absent": [], "population": 36}
	observations := rule.observations with input as {"organization": {"policy_acknowledgement": {"flag": "complete", "data": data_complete}}}
	{o.status | some o in observations} == {"pass"}
}

test_rows_that_could_not_be_read_prove_nothing if {
	data_incomplete := {"policies": [], "strangers": [], "absent": [], "population": 36}
	observations := rule.observations with input as {"organization": {"policy_acknowledgement": {"flag": "incomplete", "reason": "line 3", "data": data_incomplete}}}
	{o.status | some o in observations} == {"unknown"}
}
