package policies.iam.credentials.password_used_test

import data.policies.iam.credentials.password_used as rule

_at := {"file": "report.csv", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"used": {"record": {}, "want": "pass"},
	"on the limit": {"record": {"idle_days": _known(45)}, "want": "pass"},
	"idle": {"record": {"idle_days": _known(46)}, "want": "fail"},
	"never used, just set": {"record": {"used": _known(false), "idle_days": _known(1)}, "want": "pass"},
	"no password": {"record": {"enabled": _known(false), "idle_days": _known(300)}, "want": "not-applicable"},
	"last use not known": {"record": {"idle_days": _unread}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"credential_ages": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.credentials.password_used": {"max_days": 45, "exempt": ["user:break-glass"]}}

_input(record) := {"iam": {"credential_ages": {"flag": "complete", "data": {"passwords": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "user:ann/password", "principal": "user:ann", "kind": "user", "enabled": _known(true), "used": _known(true), "idle_days": _known(3), "age_days": _known(300), "at": _at}

test_exempt_user_gives_no_observation if {
	count(rule.observations) == 0 with input as _input({"principal": "user:break-glass", "idle_days": _known(300)}) with data.parameters as _parameters
}

test_root_gives_no_observation if {
	count(rule.observations) == 0 with input as _input({"kind": "root", "principal": "root", "idle_days": _known(300)}) with data.parameters as _parameters
}
