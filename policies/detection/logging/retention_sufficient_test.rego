package policies.detection.logging.retention_sufficient_test

import data.policies.detection.logging.retention_sufficient as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"a year": {"given": _is(371), "want": {"pass"}},
	"five weeks": {"given": _is(35), "want": {"fail"}},
	"not readable": {"given": _unread, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given) with data.parameters as {"detection.logging.retention_sufficient": {"min_days": 180}}
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"detection.logging.retention_sufficient": {"min_days": 180}}
}

_input(fact) := {"host": {"logging": {"flag": "complete", "data": {"auth_log_retention_days": fact}}}}
