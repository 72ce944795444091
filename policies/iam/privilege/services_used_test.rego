package policies.iam.privilege.services_used_test

import data.policies.iam.privilege.services_used as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

_service(name, days) := {"namespace": name, "used": _known(true), "idle_days": days}

cases := {
	"all used": {"services": [_service("s3", _known(2)), _service("ec2", _known(90))], "want": {"pass"}},
	"one not used": {"services": [_service("s3", _known(2)), _service("ec2", _known(91))], "want": {"fail"}},
	"one not used and one not known": {"services": [_service("s3", _unread), _service("ec2", _known(91))], "want": {"fail"}},
	"one not known": {"services": [_service("s3", _unread), _service("ec2", _known(1))], "want": {"unknown"}},
	"nothing granted": {"services": [], "want": {"pass"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input("role:deploy", case.services) with data.parameters as _parameters
	{o.status | some o in observations} == case.want
}

test_many_are_cut if {
	services := [_service($"s{i}", _known(100)) | some i in numbers.range(10, 30)]
	observations := rule.observations with input as _input("role:deploy", services) with data.parameters as _parameters
	some o in observations
	startswith(o.message, "21 of 21 services not used for 90 days: s10, s11")
	endswith(o.message, "s17 …")
}

test_exempt if {
	count(rule.observations) == 0 with input as _input("role:break-glass", [_service("s3", _known(400))]) with data.parameters as _parameters
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"unused_services": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.privilege.services_used": {"max_days": 90, "exempt": ["role:break-glass"]}}

_input(id, services) := {"iam": {"unused_services": {"flag": "complete", "data": {"principals": [{"id": id, "at": _at, "services": services}]}}}}
