package policies.detection.time.servers_configured_test

import data.policies.detection.time.servers_configured as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"servers": {"given": {"servers": _is(["a"]), "sync": _unread}, "want": {"pass"}},
	"in time": {"given": {"servers": _is(["a"]), "sync": _is(true)}, "want": {"pass"}},
	"adrift": {"given": {"servers": _is(["a"]), "sync": _is(false)}, "want": {"fail"}},
	"no server": {"given": {"servers": _is([]), "sync": _unread}, "want": {"fail"}},
	"not known whether it starts": {"given": {"servers": _is(["a"]), "sync": _unread, "enabled": _unread}, "want": {"unknown"}},
	"not readable": {"given": {"servers": _unread, "sync": _unread}, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given)
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}

_input(given) := {"host": {"time_sync": {"flag": "complete", "data": {
	"synchronized": given.sync,
	"daemons": [{"id": "chrony", "enabled": object.get(given, "enabled", _is(true)), "servers": given.servers}],
}}}}
