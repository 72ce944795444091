package policies.detection.logging.no_journal_receiver_test

import data.policies.detection.logging.no_journal_receiver as rule

cases := {
	"off": {"given": {}, "want": {"pass"}},
	"not installed": {"given": {"receiver_installed": _is(false)}, "want": {"pass"}},
	"on": {"given": {"receiver_enabled": _is(true)}, "want": {"fail"}},
	"not readable": {"given": {"receiver_enabled": _unread}, "want": {"unknown"}},
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

_input(change) := {"host": {"logging": {"flag": "complete", "data": _with({"receiver_installed": _is(true), "receiver_enabled": _is(false)}, change)}}}
