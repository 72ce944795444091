package policies.detection.logging.one_log_system_test

import data.policies.detection.logging.one_log_system as rule

cases := {
	"rsyslog": {"given": {}, "want": {"pass"}},
	"both": {"given": {"system": _is("several")}, "want": {"fail"}},
	"two roads off": {"given": {"upload": {"enabled": _is(true)}}, "want": {"fail"}},
	"the journal with its upload": {"given": {"system": _is("journald"), "upload": {"enabled": _is(true)}}, "want": {"pass"}},
	"not readable": {"given": {"system": _unread}, "want": {"unknown"}},
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

_input(change) := {"host": {"logging": {"flag": "complete", "data": _with({"system": _is("rsyslog"), "upload": {"enabled": _is(false)}, "rsyslog_enabled": _is(true), "syslog_ng_enabled": _is(true)}, change)}}}
