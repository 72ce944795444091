package policies.iam.roles.used_test

import data.policies.iam.roles.used as rule

_at := {"file": "report.csv", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"used": {"record": {}, "want": "pass"},
	"on the limit": {"record": {"idle_days": _known(90)}, "want": "pass"},
	"idle": {"record": {"idle_days": _known(91)}, "want": "fail"},
	"never used": {"record": {"used": _known(false), "idle_days": _known(300)}, "want": "fail"},
	"never used and new": {"record": {"used": _known(false), "idle_days": _known(5)}, "want": "pass"},
	"kept by a service": {"record": {"service_linked": true, "idle_days": _known(300)}, "want": "not-applicable"},
	"last use not known": {"record": {"used": _unread, "idle_days": _unread}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"roles": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.roles.used": {"max_days": 90}}

_input(record) := {"iam": {"roles": {"flag": "complete", "data": {"roles": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "role:r", "name": "r", "arn": "arn:aws:iam::111122223333:role/r", "service_linked": false, "trust": _known([]), "used": _known(true), "idle_days": _known(3), "age_days": _known(300), "at": _at}
