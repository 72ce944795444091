package policies.detection.logging.journald_enabled_test

import data.policies.detection.logging.journald_enabled as rule

cases := {
	"on": {"given": {}, "want": {"pass"}},
	"masked": {"given": {"journald_enabled": _is(false)}, "want": {"fail"}},
	"no systemd": {"given": {"journald_enabled": _is(false), "journald_installed": _is(false)}, "want": {"not-applicable"}},
	"not readable": {"given": {"journald_enabled": _unread}, "want": {"unknown"}},
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

_input(change) := {"host": {"logging": {"flag": "complete", "data": _with({"system": _is("rsyslog"), "journald_enabled": _is(true), "journald_installed": _is(true)}, change)}}}
