package policies.detection.logging.journal_persistent_test

import data.policies.detection.logging.journal_persistent as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"holds": {"given": _is(true), "services": [_is(false), _is(false)], "want": {"pass"}},
	"holds beside rsyslog": {"given": _is(true), "services": [_is(true), _is(false)], "want": {"pass"}},
	"does not hold": {"given": _is(false), "services": [_is(false), _is(false)], "want": {"fail"}},
	"rsyslog keeps files": {"given": _is(false), "services": [_is(true), _is(false)], "want": {"not-applicable"}},
	"syslog-ng keeps files": {"given": _is(false), "services": [_is(false), _is(true)], "want": {"not-applicable"}},
	"not readable": {"given": _unread, "services": [_is(false), _is(false)], "want": {"unknown"}},
	"a container": {"given": _is(false), "services": [_is(false), _is(false)], "system": "container", "want": {"not-applicable"}},
	"service not readable": {"given": _is(false), "services": [_unread, _is(false)], "want": {"unknown"}},
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
	"system": _is(object.get(case, "system", "none")),
	"journal_persistent": case.given,
	"rsyslog_enabled": case.services[0],
	"syslog_ng_enabled": case.services[1],
}}}}
