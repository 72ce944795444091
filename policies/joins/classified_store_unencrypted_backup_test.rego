package policies.joins.classified_store_unencrypted_backup_test

import data.policies.joins.classified_store_unencrypted_backup as rule

_at := {"file": "x", "line": 1}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_open := {"unknown": "not collected", "at": _at}
cases := {
	"copy not encrypted": {"encrypted": _no, "want": "fail"},
	"every copy encrypted": {"encrypted": _yes, "want": "pass"},
	"no job names its system": {"encrypted": _open, "want": "unknown"},
	"above the class": {"encrypted": _no, "rank": {"value": 2, "at": _at}, "want": "fail"},
}

_parameters := {"joins.classified_store_unencrypted_backup": {"from_level": "confidential"}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _estate(case) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_below_the_class_is_not_judged[note] if {
	some note, rank in {"below": {"value": 0, "at": _at}, "not declared": _open, "not in the scheme": {"value": -1, "at": _at}}
	count(rule.observations) == 0 with input as _estate({"encrypted": _no, "rank": rank}) with data.parameters as _parameters
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"data_stores": {"flag": "not-collected"}}}
}

_estate(case) := {"estate": {"data_stores": {"flag": "complete", "data": {
	"levels": [{"id": "public", "rank": 0}, {"id": "confidential", "rank": 1}, {"id": "restricted", "rank": 2}],
	"stores": [{
		"id": "data:hr-files",
		"at": _at,
		"class": "confidential",
		"system": "srv-file-01",
		"rank": object.get(case, "rank", {"value": 1, "at": _at}),
		"backups_encrypted": case.encrypted,
		"detail": "srv-bak-01:/rsync",
	}],
}}}}
