package policies.detection.logging.rsyslog_enabled_test

import data.policies.detection.logging.rsyslog_enabled as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"on": {"given": [_is(true), _is(true)], "want": {"pass"}},
	"off": {"given": [_is(true), _is(false)], "want": {"fail"}},
	"not installed": {"given": [_is(false), _is(false)], "want": {"not-applicable"}},
	"not readable": {"given": [_unread, _unread], "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given)
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}

_input(facts) := {"host": {"logging": {"flag": "complete", "data": {"rsyslog_installed": facts[0], "rsyslog_enabled": facts[1]}}}}
