package policies.joins.classified_store_internet_test

import data.policies.joins.classified_store_internet as rule

_at := {"file": "x", "line": 1}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_open := {"unknown": "not collected", "at": _at}
cases := {
	"reached": {"reached": _yes, "want": "fail"},
	"not reached": {"reached": _no, "want": "pass"},
	"not known": {"reached": _open, "want": "unknown"},
	"its system was not scanned": {"reached": _yes, "system": "saas-helpdesk", "want": "unknown"},
}

_parameters := {"joins.classified_store_internet": {"from_level": "confidential"}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _estate(case) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_below_the_class_is_not_judged if {
	count(rule.observations) == 0 with input as _estate({"reached": _yes, "rank": {"value": 0, "at": _at}})
		with data.parameters as _parameters
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"data_stores": {"flag": "not-collected"}, "hosts": {"flag": "not-collected"}}}
}

_estate(case) := {"estate": {
	"data_stores": {"flag": "complete", "data": {
		"levels": [{"id": "public", "rank": 0}, {"id": "confidential", "rank": 1}],
		"stores": [{
			"id": "data:crm-db",
			"at": _at,
			"class": "confidential",
			"system": object.get(case, "system", "srv-db-01"),
			"rank": object.get(case, "rank", {"value": 1, "at": _at}),
		}],
	}},
	"hosts": {"flag": "complete", "data": {"hosts": [{
		"id": "host:srv-db-01",
		"asset": "srv-db-01",
		"at": _at,
		"databases_from_internet": case.reached,
		"databases_detail": "PostgreSQL (5432) open to the internet",
	}]}},
}}
