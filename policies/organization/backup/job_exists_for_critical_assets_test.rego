package policies.organization.backup.job_exists_for_critical_assets_test

import data.policies.organization.backup.job_exists_for_critical_assets as rule

_at := {"file": "register", "line": 2}

_base := {"id": "srv", "at": _at, "status": {"value": "in-service", "at": _at}, "criticality": {"value": "high", "at": _at}, "highest_rank": {"value": -1, "at": _at}, "stores": [], "jobs": ["bk-srv"]}

cases := {
	"critical with a job": {"set": {}, "want": "pass"},
	"critical without a job": {"set": {"jobs": []}, "want": "fail"},
	"holds classified data without a job": {"set": {"criticality": {"value": "low", "at": _at}, "highest_rank": {"value": 2, "at": _at}, "stores": ["crm"], "jobs": []}, "want": "fail"},
	"class of its data not declared": {"set": {"criticality": {"value": "low", "at": _at}, "highest_rank": {"unknown": "it could not be read", "at": _at}, "jobs": []}, "want": "unknown"},
	"critical whatever its data": {"set": {"highest_rank": {"unknown": "it could not be read", "at": _at}, "jobs": []}, "want": "fail"},
	"neither": {"set": {"criticality": {"value": "low", "at": _at}, "jobs": []}, "want": "not-applicable"},
	"retired": {"set": {"status": {"value": "retired", "at": _at}, "jobs": []}, "want": "not-applicable"},
	"criticality not readable": {"set": {"criticality": {"unknown": "it could not be read", "at": _at}, "jobs": []}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	entry := {key: object.get(case.set, key, value) | some key, value in _base}
	observations := rule.observations with input as _input(entry) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	input_without := {"organization": {"backup_coverage": {"flag": "not-collected", "reason": "not supplied"}}}
	count(rule.observations) == 0 with input as input_without with data.parameters as _parameters
}

_parameters := {"organization.backup.job_exists_for_critical_assets": {"level": "confidential"}}

_input(entry) := {"organization": {"backup_coverage": {"flag": "complete", "data": object.union({"levels": [{"id": "internal", "rank": 1}, {"id": "confidential", "rank": 2}]}, {"assets": [entry]})}}}

test_a_register_read_in_part_does_not_prove_that_a_job_is_missing if {
	entry := {key: object.get({"jobs": []}, key, value) | some key, value in _base}
	whole := _input(entry)
	partly := {"organization": {"backup_coverage": object.union(whole.organization.backup_coverage, {"flag": "incomplete", "reason": "line 3"})}}
	observations := rule.observations with input as partly with data.parameters as _parameters
	{o.status | some o in observations} == {"unknown"}
}
