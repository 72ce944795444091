package policies.iam.constraints.enforced_test

import data.policies.iam.constraints.enforced as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"enforced": {"record": {}, "want": {"pass"}},
	"set and not enforced": {"record": {"enforced": _known(false)}, "want": {"fail"}},
	"on a project only": {"record": {"scope": "projects/p"}, "want": {"fail"}},
	"of the older form": {"record": {"scope": ""}, "want": {"pass"}},
	"not set": {"record": {"constraint": "iam.other"}, "want": {"fail"}},
	"not known": {"record": {"enforced": _unread}, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == case.want
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"org_constraints": {"flag": "not-collected"}}} with data.parameters as _parameters
}

test_a_part_of_the_list_does_not_prove_that_one_is_missing if {
	constraints := {"flag": "incomplete", "data": {"system": "gcp", "account": "organizations/1", "constraints": []}}
	observations := rule.observations with input as {"iam": {"org_constraints": constraints}} with data.parameters as _parameters
	{o.status | some o in observations} == {"unknown"}
}

_parameters := {"iam.constraints.enforced": {"required": ["storage.publicAccessPrevention"]}}

_input(record) := {"iam": {"org_constraints": {"flag": "complete", "data": {"system": "gcp", "account": "organizations/1", "constraints": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "storage.publicAccessPrevention @ organizations/1", "constraint": "storage.publicAccessPrevention", "scope": "organizations/1", "at": _at, "enforced": _known(true)}
