package policies.detection.logging.rotation_scheduled_test

import data.policies.detection.logging.rotation_scheduled as rule

cases := {
	"on": {"given": {}, "want": {"pass"}},
	"off": {"given": {"logrotate_scheduled": _is(false)}, "want": {"fail"}},
	"not there": {"given": {"logrotate_installed": _is(false)}, "want": {"fail"}},
	"the journal alone": {"given": {"logrotate_installed": _is(false), "system": _is("journald")}, "want": {"not-applicable"}},
	"not readable": {"given": {"logrotate_scheduled": _unread}, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given)
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)

_input(change) := {"host": {"logging": {"flag": "complete", "data": _with({"system": _is("rsyslog"), "logrotate_installed": _is(true), "logrotate_scheduled": _is(true)}, change)}}}
