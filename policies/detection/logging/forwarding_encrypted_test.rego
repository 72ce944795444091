package policies.detection.logging.forwarding_encrypted_test

import data.policies.detection.logging.forwarding_encrypted as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"one": {"given": _is(1), "want": {"pass"}},
	"none": {"given": _is(0), "want": {"fail"}},
	"not readable": {"given": _unread, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given)
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}

_input(fact) := {"host": {"logging": {"flag": "complete", "data": {"remote_outputs_encrypted": fact}}}}
