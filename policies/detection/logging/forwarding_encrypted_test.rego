package policies.detection.logging.forwarding_encrypted_test

import data.policies.detection.logging.forwarding_encrypted as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"one": {"all": _is(1), "encrypted": _is(1), "want": {"pass"}},
	"in the clear": {"all": _is(1), "encrypted": _is(0), "want": {"fail"}},
	"a plain one beside an encrypted one": {"all": _is(2), "encrypted": _is(1), "want": {"fail"}},
	"nothing is sent": {"all": _is(0), "encrypted": _is(0), "want": {"not-applicable"}},
	"not readable": {"all": _is(1), "encrypted": _unread, "want": {"unknown"}},
	"outputs not readable": {"all": _unread, "encrypted": _is(1), "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case)
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}

_input(case) := {"host": {"logging": {"flag": "complete", "data": {
	"remote_outputs": case.all,
	"remote_outputs_encrypted": case.encrypted,
}}}}
