package policies.detection.logging.journal_compressed_test

import data.policies.detection.logging.journal_compressed as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"holds": {"given": _is(true), "want": {"pass"}},
	"does not hold": {"given": _is(false), "want": {"fail"}},
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

_input(fact) := {"host": {"logging": {"flag": "complete", "data": {"journal_compress": fact}}}}
